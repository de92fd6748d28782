using System.Security;
using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Tokens;

namespace VocaFuse;

/// <summary>An access token with which a front end uploads for one user. Depending on the service, it may allow reading too.</summary>
/// <remarks>Source: <c>POST /token</c>. Values that are missing in the response are taken from the token's claims.</remarks>
public sealed class AccessToken
{
    internal AccessToken(string userId, IReadOnlyList<string> scopes, JsonElement json, DateTimeOffset now)
    {
        var (idToken, jwtToken, shortForm) = (Form(json, "id_token"u8), Form(json, "jwt_token"u8), Form(json, "token"u8));
        var text = jwtToken ?? shortForm ?? idToken ?? throw new FormatException("The response has no token.");
        var claims = TokenText.TryRead(text);
        Token = SecretText.Hide(text)!;

        // The service's own SDKs send the ID token.
        Forms = [.. new[] { idToken, jwtToken, shortForm }.OfType<string>().Distinct().Select(static form => SecretText.Hide(form)!)];
        UserId = userId;
        ExpiresAt = claims?.ExpiresAt ?? (now + LifetimeOf(json))?.LocalDateTime;
        Scopes = json.TextList("scopes"u8) is { Count: > 0 } granted ? granted
            : claims?.Scopes is { Count: > 0 } claimed ? claimed
            : new ItemList<string>(scopes);
        TenantId = json.Text("tenant_id"u8) ?? claims?.TenantId;
        TokenType = json.Text("token_type"u8) ?? "Bearer";
        ServiceAccount = json.Text("service_account"u8);
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

    private static string? Form(JsonElement json, ReadOnlySpan<byte> name) =>
        json.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Gets the lifetime; null if it is missing, or too long to be added to the current time.</summary>
    private static TimeSpan? LifetimeOf(JsonElement json) =>
        json.Seconds("expires_in"u8) is { TotalDays: > 0 and < 36_500 } lifetime ? lifetime : null;
}
