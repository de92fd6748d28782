using System.Security;
using VocaFuse.Json;
using VocaFuse.Tokens;

namespace VocaFuse;

/// <summary>An access token with which a front end uploads for one user. Depending on the service, it may allow reading too.</summary>
/// <remarks>Source: <c>POST /token</c>. Values that are missing in the response are taken from the token's claims.</remarks>
public sealed class AccessToken
{
    internal AccessToken(string userId, IReadOnlyList<string> scopes, TokenDocument document, DateTimeOffset now)
    {
        var text = document.Token ?? throw new FormatException("The response has no token.");
        var claims = TokenText.TryRead(text);
        Token = SecretText.Hide(text)!;
        Forms = [.. document.Forms.Select(static form => SecretText.Hide(form)!)];
        UserId = userId;
        ExpiresAt = claims?.ExpiresAt ?? (now + document.ExpiresIn)?.LocalDateTime;
        Scopes = document.Scopes.Count > 0 ? document.Scopes
            : claims?.Scopes is { Count: > 0 } claimed ? claimed
            : new ItemList<string>(scopes);
        TenantId = document.TenantId ?? claims?.TenantId;
        TokenType = document.TokenType ?? "Bearer";
        ServiceAccount = document.ServiceAccount;
    }

    /// <summary>Gets the ID of the user.</summary>
    public string UserId { get; }

    /// <summary>Gets the time when the token expires; null if neither the response nor the token has it.</summary>
    public DateTime? ExpiresAt { get; }

    /// <summary>Gets the permissions of the token.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets the ID of the tenant that receives the recordings.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the authentication scheme: <c>Bearer</c>.</summary>
    public string TokenType { get; }

    /// <summary>Gets the service account of the token.</summary>
    public string? ServiceAccount { get; }

    /// <summary>Gets the token.</summary>
    public SecureString Token { get; }

    /// <summary>Gets all forms of the token in the response, in the order in which an upload tries them.</summary>
    internal IReadOnlyList<SecureString> Forms { get; }

    /// <summary>Returns the user and the expiry, without the token.</summary>
    public override string ToString() => FormattableString.Invariant($"Access token for {UserId}, until {ExpiresAt?.ToUniversalTime():u}");
}
