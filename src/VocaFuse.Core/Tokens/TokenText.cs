using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using VocaFuse.Json;

namespace VocaFuse.Tokens;

/// <summary>Reads what a JSON Web Token says of itself.</summary>
internal static class TokenText
{
    /// <summary>The claims, or null for what is no readable token.</summary>
    public static AccessTokenClaims? TryRead(string token, TimeProvider? clock = null)
    {
        try
        {
            var jwt = new JsonWebToken(token);
            var payload = Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload);
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new AccessTokenClaims(
                    JsonSerializer.Deserialize(payload, VocaFuseJson.Default.ClaimsDocument)!,
                    (IReadOnlyDictionary<string, object?>)PlainValue.Of(document.RootElement)!,
                    jwt,
                    clock ?? TimeProvider.System)
                : null;
        }
        catch (Exception failure) when (JsonFailure.Is(failure) || failure is SecurityTokenException)
        {
            return null;
        }
    }
}
