using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>An API key, without the key itself and its secret: the service shows them only once, when the key is created.</summary>
/// <remarks>Source: <c>GET /account/api-keys</c> and <c>GET /account/api-keys/{id}</c>.</remarks>
public sealed class ApiKey
{
    /// <summary>The number of characters that are shown of a key: its kind, such as <c>sk_test_</c>, and four more.</summary>
    private const int PrefixLength = 12;

    /// <summary>Gets the ID. It is not a secret.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Gets the ID of the tenant that owns the key.</summary>
    public string? TenantId { get; internal set; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Gets the description.</summary>
    public string? Description { get; internal set; }

    /// <summary>Gets the first characters of the key, up to twelve.</summary>
    public string? KeyPrefix { get; internal set; }

    /// <summary>Gets the permissions of the key, such as <c>voicenotes:read</c>.</summary>
    public IReadOnlyList<string> Scopes { get; internal set; } = new ItemList<string>([]);

    /// <summary>Gets the status, such as <c>active</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>Gets the time of the last request with this key; null if there was none.</summary>
    public DateTime? LastUsedAt { get; internal set; }

    /// <summary>Gets the number of requests that were made with the key.</summary>
    public long? UsageCount { get; internal set; }

    /// <summary>Gets the time when the key expires; null if it does not.</summary>
    public DateTime? ExpiresAt { get; internal set; }

    /// <summary>Gets the time when the key was created.</summary>
    public DateTime? CreatedAt { get; internal set; }

    /// <summary>Gets the time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal set; }

    /// <summary>Gets the key's path in the API.</summary>
    public string? Uri { get; internal set; }

    /// <summary>Returns the ID.</summary>
    public override string ToString() => Id;

    internal static ApiKey Read(JsonElement json) => new()
    {
        Id = json.Id(),
        TenantId = json.Text("tenant_id"u8),
        Name = json.Text("name"u8),
        Description = json.Text("description"u8),
        KeyPrefix = json.NonEmptyText("key_prefix"u8) ?? PrefixOf(json.Text("api_key"u8)),
        Scopes = json.TextList("scopes"u8),
        Status = json.Text("status"u8),
        LastUsedAt = json.Time("last_used_at"u8),
        UsageCount = json.Int64("usage_count"u8),
        ExpiresAt = json.Time("expires_at"u8),
        CreatedAt = json.Time("created_at"u8),
        UpdatedAt = json.Time("updated_at"u8),
        Uri = json.Text("uri"u8),
    };

    /// <summary>Gets the prefix of a key that the service sends masked or whole; null if the prefix would be most of the key.</summary>
    private static string? PrefixOf(string? apiKey)
    {
        var visible = apiKey?.Split('.', '…', '*')[0];
        return visible switch
        {
            null or "" => null,
            { Length: >= 2 * PrefixLength } => visible[..PrefixLength],
            _ when visible.Length < apiKey!.Length => visible[..Math.Min(visible.Length, PrefixLength)],
            _ => null,
        };
    }
}
