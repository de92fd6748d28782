using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Tokens;

namespace VocaFuse;

/// <summary>The claims of an access token. They are not verified, because only the service has the key of the signature.</summary>
public sealed class AccessTokenClaims
{
    private readonly TimeProvider clock;

    internal AccessTokenClaims(JsonElement claims, string? algorithm, TimeProvider clock)
    {
        this.clock = clock;
        UserId = claims.Text("user_id"u8) ?? claims.Text("sub"u8);
        TenantId = claims.Text("tenant_id"u8);
        Issuer = claims.Text("iss"u8);
        Audience = claims.TextList("aud"u8);
        Scopes = claims.TextList("scope"u8) is { Count: > 0 } scopes ? scopes : claims.TextList("scopes"u8);
        IssuedAt = claims.Time("iat"u8);
        NotBefore = claims.Time("nbf"u8);
        ExpiresAt = claims.Time("exp"u8);
        Algorithm = algorithm;
        Claims = (MemberDictionary)UntypedValue.Read(claims)!;
    }

    /// <summary>Gets the ID of the user.</summary>
    public string? UserId { get; }

    /// <summary>Gets the ID of the tenant that receives the recordings.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the permissions of the token.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets the time when the token was issued.</summary>
    public DateTime? IssuedAt { get; }

    /// <summary>Gets the time from which the token is valid; null if there is no such time.</summary>
    public DateTime? NotBefore { get; }

    /// <summary>Gets the time when the token expires; null if the token does not have it.</summary>
    public DateTime? ExpiresAt { get; }

    /// <summary>Gets whether the token has expired.</summary>
    public bool IsExpired => ExpiresAt?.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime;

    /// <summary>Gets false: decoding a token does not prove its origin.</summary>
    public bool IsSignatureVerified { get; }

    /// <summary>Gets the issuer.</summary>
    public string? Issuer { get; }

    /// <summary>Gets the intended recipients.</summary>
    public IReadOnlyList<string> Audience { get; }

    /// <summary>Gets the signature algorithm that the header names.</summary>
    public string? Algorithm { get; }

    /// <summary>Gets every claim of the token.</summary>
    public IReadOnlyDictionary<string, object?> Claims { get; }

    /// <summary>Decodes a token.</summary>
    /// <exception cref="VocaFuseFormatException">The text is not a token, or the token is encrypted.</exception>
    public static AccessTokenClaims Parse(string token, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        return TokenText.TryRead(token.Trim(), clock)
            ?? throw new VocaFuseFormatException(
                "The text is not a readable access token: three base64url parts separated by dots, the second one a JSON object.",
                VocaFuseResource.AccessToken);
    }

    /// <summary>Returns the user and the expiry.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"Claims of a token for {UserId}, until {ExpiresAt?.ToUniversalTime():u}; signature not verified");
}
