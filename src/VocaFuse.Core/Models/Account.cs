using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The account that the key belongs to, with its usage and settings.</summary>
/// <remarks>Source: <c>GET /account</c>.</remarks>
public sealed class Account
{
    /// <summary>The account's id, which is the tenant's.</summary>
    [JsonInclude] public string? Id { get; internal set; }

    /// <summary>The account's name.</summary>
    [JsonInclude] public string? Name { get; internal set; }

    /// <summary>The address the service writes to.</summary>
    [JsonInclude] public string? Email { get; internal set; }

    /// <summary>Such as <c>active</c>.</summary>
    [JsonInclude] public string? Status { get; internal set; }

    /// <summary>The plan the account is on.</summary>
    [JsonInclude] public string? Plan { get; internal set; }

    /// <summary>When the account was made.</summary>
    [JsonInclude] public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the account last changed.</summary>
    [JsonInclude] public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>What was used this month and the month before; null where the service does not say.</summary>
    [JsonInclude, JsonConverter(typeof(TolerantObjectConverter<AccountUsage>))] public AccountUsage? Usage { get; internal set; }

    /// <summary>What the account holder chose; null where the service does not say.</summary>
    [JsonInclude, JsonConverter(typeof(TolerantObjectConverter<AccountSettings>))] public AccountSettings? Settings { get; internal set; }

    /// <summary>The account's path in the API.</summary>
    [JsonInclude] public string? Uri { get; internal set; }

    [JsonInclude, JsonPropertyName("tenant_id")] internal string? IdOtherName { set => Id ??= value; }

    /// <summary>The account's name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}
