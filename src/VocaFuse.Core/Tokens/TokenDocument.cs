using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Tokens;

/// <summary>The response to a token request, in its long or its short form.</summary>
internal sealed record TokenDocument
{
    public string? JwtToken { get; init; }

    public string? IdToken { get; init; }

    public string? ShortFormToken { get; init; }

    public string? TokenType { get; init; }

    public TimeSpan? ExpiresIn { get; init; }

    public string? TenantId { get; init; }

    public string? ServiceAccount { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string? Token => JwtToken ?? ShortFormToken ?? IdToken;

    /// <summary>Gets all forms of the token, the one that the service's own SDKs send first.</summary>
    public IReadOnlyList<string> Forms =>
        [.. new[] { IdToken, JwtToken, ShortFormToken }.OfType<string>().Distinct(StringComparer.Ordinal)];

    public static TokenDocument Read(JsonElement json) => new()
    {
        JwtToken = NotBlank(json.Text("jwt_token"u8)),
        IdToken = NotBlank(json.Text("id_token"u8)),
        ShortFormToken = NotBlank(json.Text("token"u8)),
        TokenType = json.Text("token_type"u8),
        // Added to the current time, a longer one could exceed the range of dates.
        ExpiresIn = json.Seconds("expires_in"u8) is { TotalDays: > 0 and < 36_500 } lifetime ? lifetime : null,
        TenantId = json.Text("tenant_id"u8),
        ServiceAccount = json.Text("service_account"u8),
        Scopes = json.TextList("scopes"u8),
    };

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
