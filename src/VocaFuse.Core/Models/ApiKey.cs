using System.Text.Json.Serialization;

namespace VocaFuse;

/// <summary>An API key, without what it takes to use it: the service shows that once, when the key is made.</summary>
/// <remarks>Source: <c>GET /account/api-keys</c> and <c>GET /account/api-keys/{id}</c>.</remarks>
public sealed class ApiKey : IIdentified
{
    /// <summary>The id. It is no secret.</summary>
    [JsonInclude] public string Id { get; internal set; } = "";

    /// <summary>The tenant that owns the key.</summary>
    [JsonInclude] public string? TenantId { get; internal set; }

    /// <summary>The name somebody gave it.</summary>
    [JsonInclude] public string? Name { get; internal set; }

    /// <summary>What it is for.</summary>
    [JsonInclude] public string? Description { get; internal set; }

    /// <summary>How the key begins.</summary>
    [JsonInclude] public string? KeyPrefix { get; internal set; }

    /// <summary>What the key may do, such as <c>voicenotes:read</c>.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Scopes
    {
        get;
        internal set => field = value ?? [];
    } = [];

    /// <summary>Such as <c>active</c>.</summary>
    [JsonInclude] public string? Status { get; internal set; }

    /// <summary>When the key was last used; null for never.</summary>
    [JsonInclude] public DateTimeOffset? LastUsedAt { get; internal set; }

    /// <summary>How many requests were made with it.</summary>
    [JsonInclude] public long? UsageCount { get; internal set; }

    /// <summary>When the key ends; null for never.</summary>
    [JsonInclude] public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When the key was made.</summary>
    [JsonInclude] public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the key last changed.</summary>
    [JsonInclude] public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The key's path in the API.</summary>
    [JsonInclude] public string? Uri { get; internal set; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
