using System.Security;
using VocaFuse.Tokens;

namespace VocaFuse;

/// <summary>A token that lets a front end record and upload for one user, and nothing else.</summary>
/// <remarks>Source: <c>POST /token</c>. What its answer leaves out is taken from the token's claims.</remarks>
public sealed class AccessToken
{
    internal AccessToken(string userId, IReadOnlyList<string> scopes, TokenDocument document, DateTimeOffset now)
    {
        var text = document.Token ?? throw new FormatException("The answer holds no token.");
        var claims = TokenText.TryRead(text);
        Token = SecretText.Hide(text)!;
        UserId = userId;
        ExpiresAt = claims?.ExpiresAt ?? now + document.ExpiresIn;
        Scopes = document.Scopes is { Count: > 0 } granted ? granted : claims?.Scopes is { Count: > 0 } claimed ? claimed : scopes;
        TenantId = document.TenantId ?? claims?.TenantId;
        TokenType = document.TokenType ?? "Bearer";
        ServiceAccount = document.ServiceAccount;
    }

    /// <summary>The user the token is for.</summary>
    public string UserId { get; }

    /// <summary>When the token ends; null where neither the answer nor the token says so.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>What the token allows.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The tenant that the recordings go to.</summary>
    public string? TenantId { get; }

    /// <summary>How the token is sent: <c>Bearer</c>.</summary>
    public string TokenType { get; }

    /// <summary>The service account behind the token.</summary>
    public string? ServiceAccount { get; }

    /// <summary>The token itself.</summary>
    public SecureString Token { get; }

    /// <summary>The user and the end; never the token.</summary>
    public override string ToString() => FormattableString.Invariant($"Access token for {UserId}, until {ExpiresAt:u}");
}
