using System.Text.Json.Serialization;

namespace VocaFuse.Tokens;

/// <summary>The answer that carries a token, in its long form and in its short one.</summary>
internal sealed class TokenDocument
{
    [JsonIgnore] public string? Token => NotEmpty(JwtToken) ?? NotEmpty(ShortFormToken) ?? NotEmpty(IdToken);

    public string? JwtToken { get; set; }

    public string? IdToken { get; set; }

    [JsonPropertyName("token")] public string? ShortFormToken { get; set; }

    public string? TokenType { get; set; }

    public TimeSpan? ExpiresIn { get; set; }

    public string? TenantId { get; set; }

    public string? ServiceAccount { get; set; }

    public IReadOnlyList<string>? Scopes { get; set; }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
