using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using VocaFuse.Json;

namespace VocaFuse.Tokens;

/// <summary>Decodes JSON Web Tokens without verifying them.</summary>
/// <remarks>The library recognizes and decodes a token. Its own reading of the claims rejects a whole token for one claim of an
/// unexpected type, so the claims are read like the service's other documents.</remarks>
internal static class TokenText
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Decodes the claims; null if the text is not a readable token.</summary>
    public static AccessTokenClaims? TryRead(string token, TimeProvider? clock = null)
    {
        try
        {
            return Handler.CanReadToken(token) && token.Split('.') is [var header, var payload, _]
                ? Read(header, payload, clock ?? TimeProvider.System)
                : null;
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            return null;
        }
    }

    private static AccessTokenClaims? Read(string header, string payload, TimeProvider clock)
    {
        var algorithm = JsonReading.Read(Base64UrlEncoder.DecodeBytes(header), static json => json.Text("alg"u8));
        return JsonReading.Read(
            Base64UrlEncoder.DecodeBytes(payload),
            json => json.ValueKind == JsonValueKind.Object ? new AccessTokenClaims(json, algorithm, clock) : null);
    }
}
