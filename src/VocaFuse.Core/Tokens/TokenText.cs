using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using VocaFuse.Json;

namespace VocaFuse.Tokens;

/// <summary>Reads what a JSON Web Token says of itself.</summary>
/// <remarks>The library tells what is a token and takes it apart. Its own reading of the claims gives up on a whole token
/// over one claim of an odd type, so the claims are read as everything else of the service is.</remarks>
internal static class TokenText
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>The claims, or null for what is no readable token.</summary>
    public static AccessTokenClaims? TryRead(string token, TimeProvider? clock = null)
    {
        try
        {
            return Handler.CanReadToken(token) && token.Split('.') is [var header, var payload, _] ? Read(header, payload, clock ?? TimeProvider.System) : null;
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            return null;
        }
    }

    private static AccessTokenClaims? Read(string header, string payload, TimeProvider clock)
    {
        var json = Base64UrlEncoder.DecodeBytes(payload);
        // The token itself is larger, and there is a copy of its parts.
        using var allowance = Allowance.For(json.Length, spent: 5L * json.Length);
        var reader = new Utf8JsonReader(json);
        return reader.Read() && UntypedValue.Read(ref reader) is IReadOnlyDictionary<string, object?> claims
            ? new AccessTokenClaims(
                JsonSerializer.Deserialize(json, VocaFuseJson.Default.ClaimsDocument)!,
                claims,
                JsonSerializer.Deserialize(Base64UrlEncoder.DecodeBytes(header), VocaFuseJson.Default.HeaderDocument)?.Algorithm,
                clock)
            : null;
    }
}
