using System.Security;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A webhook: the URL that the service sends events to. A tenant has at most one.</summary>
/// <remarks>Source: <c>GET /webhooks</c> and <c>GET /webhooks/{id}</c>.</remarks>
public sealed class Webhook
{
    /// <summary>Gets the ID.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Gets the URL that the events are posted to.</summary>
    public string? Url { get; internal set; }

    /// <summary>Gets the events that are sent, such as <c>voicenote.transcribed</c>.</summary>
    public IReadOnlyList<string> Events { get; internal set; } = new ItemList<string>([]);

    /// <summary>Gets the secret that signs deliveries. It is only present when the webhook was created or the secret changed.</summary>
    public SecureString? Secret { get; internal set; }

    /// <summary>Gets the status: <c>active</c>, <c>inactive</c>, or a status that the service adds later.</summary>
    public string? Status { get; internal set; }

    /// <summary>Gets the time when the webhook was created.</summary>
    public DateTime? CreatedAt { get; internal set; }

    /// <summary>Gets the time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal set; }

    /// <summary>Gets the webhook's path in the API.</summary>
    public string? Uri { get; internal set; }

    /// <summary>Returns the ID.</summary>
    public override string ToString() => Id;

    internal static Webhook Read(JsonElement json) => new()
    {
        Id = json.Id(),
        Url = json.Text("url"u8),
        Events = json.TextList("events"u8),
        Secret = SecretText.Hide(json.Text("secret"u8)),
        Status = json.Text("status"u8) ?? json.Boolean("active"u8) switch { true => "active", false => "inactive", null => null },
        CreatedAt = json.Time("created_at"u8),
        UpdatedAt = json.Time("updated_at"u8),
        Uri = json.Text("uri"u8),
    };
}
