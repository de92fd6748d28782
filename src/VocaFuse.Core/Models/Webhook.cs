using System.Security;
using System.Text.Json.Serialization;

namespace VocaFuse;

/// <summary>Where the service sends events to. A tenant has one at most.</summary>
/// <remarks>Source: <c>GET /webhooks</c> and <c>GET /webhooks/{id}</c>.</remarks>
public sealed class Webhook : IIdentified
{
    /// <summary>The id.</summary>
    [JsonInclude] public string Id { get; internal set; } = "";

    /// <summary>The address that the events are posted to.</summary>
    [JsonInclude] public string? Url { get; internal set; }

    /// <summary>The events it is told of, such as <c>voicenote.transcribed</c>.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Events
    {
        get;
        internal set => field = value ?? [];
    } = [];

    /// <summary>The secret that deliveries are signed with. Only there when the webhook was just made, or its secret changed.</summary>
    [JsonIgnore] public SecureString? Secret { get; internal set; }

    /// <summary><c>active</c>, <c>inactive</c>, or what the service adds.</summary>
    [JsonInclude] public string? Status { get; internal set; }

    /// <summary>When the webhook was made.</summary>
    [JsonInclude] public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the webhook last changed.</summary>
    [JsonInclude] public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The webhook's path in the API.</summary>
    [JsonInclude] public string? Uri { get; internal set; }

    [JsonInclude, JsonPropertyName("secret")] internal string? SecretOnArrival { set => Secret = SecretText.Hide(value); }

    [JsonInclude, JsonPropertyName("active")] internal bool? StatusOtherName { set => Status ??= value switch { true => "active", false => "inactive", null => null }; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
