using System.Text.Json.Serialization;

namespace VocaFuse.Tokens;

/// <summary>The claims of a token that this client knows.</summary>
internal sealed class ClaimsDocument
{
    public string? UserId { get; set; }

    public string? TenantId { get; set; }

    [JsonPropertyName("sub")] public string? Subject { get; set; }

    [JsonPropertyName("iss")] public string? Issuer { get; set; }

    [JsonPropertyName("aud")] public IReadOnlyList<string>? Audience { get; set; }

    [JsonPropertyName("iat")] public DateTimeOffset? IssuedAt { get; set; }

    [JsonPropertyName("nbf")] public DateTimeOffset? NotBefore { get; set; }

    [JsonPropertyName("exp")] public DateTimeOffset? ExpiresAt { get; set; }

    [JsonPropertyName("scope")] public IReadOnlyList<string>? Scope { get; set; }

    public IReadOnlyList<string>? Scopes { get; set; }
}

/// <summary>The header of a token.</summary>
internal sealed class HeaderDocument
{
    [JsonPropertyName("alg")] public string? Algorithm { get; set; }
}
