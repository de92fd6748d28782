using VocaFuse.Tokens;

namespace VocaFuse;

/// <summary>
/// What an access token says of itself. Nobody has checked that it is true: the signature is not verified, because only
/// the service has the key for that.
/// </summary>
public sealed class AccessTokenClaims
{
    private readonly TimeProvider clock;

    internal AccessTokenClaims(ClaimsDocument document, IReadOnlyDictionary<string, object?> claims, string? algorithm, TimeProvider clock)
    {
        this.clock = clock;
        UserId = document.UserId ?? document.Subject;
        TenantId = document.TenantId;
        Issuer = document.Issuer;
        Audience = document.Audience ?? [];
        Scopes = document.Scope is { Count: > 0 } scope ? scope : document.Scopes ?? [];
        IssuedAt = document.IssuedAt;
        NotBefore = document.NotBefore;
        ExpiresAt = document.ExpiresAt;
        Algorithm = algorithm;
        Claims = claims;
    }

    /// <summary>The user the token is for.</summary>
    public string? UserId { get; }

    /// <summary>The tenant that recordings go to.</summary>
    public string? TenantId { get; }

    /// <summary>What the token allows.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>When the token was made.</summary>
    public DateTimeOffset? IssuedAt { get; }

    /// <summary>When the token begins to be valid; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; }

    /// <summary>When the token ends; null where it does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>True once its end has come.</summary>
    public bool IsExpired => ExpiresAt <= clock.GetUtcNow();

    /// <summary>Always false: reading a token proves nothing about who made it.</summary>
    public bool IsSignatureVerified { get; }

    /// <summary>Who the token says made it.</summary>
    public string? Issuer { get; }

    /// <summary>Whom the token says it is meant for.</summary>
    public IReadOnlyList<string> Audience { get; }

    /// <summary>How the token says it is signed.</summary>
    public string? Algorithm { get; }

    /// <summary>Every claim as it stands in the token, as plain values.</summary>
    public IReadOnlyDictionary<string, object?> Claims { get; }

    /// <summary>Reads a token.</summary>
    /// <exception cref="VocaFuseFormatException">The text is no token, or one that is encrypted.</exception>
    public static AccessTokenClaims Parse(string token, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        return TokenText.TryRead(token.Trim(), clock)
            ?? throw new VocaFuseFormatException("This is no access token that can be read: it has to be three parts of base64url with dots between them, the middle one a JSON object.", VocaFuseResource.AccessToken);
    }

    /// <summary>The user and the end.</summary>
    public override string ToString() => FormattableString.Invariant($"Claims of a token for {UserId}, until {ExpiresAt:u}; signature not verified");
}
