using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The settings of an account.</summary>
public sealed class AccountSettings
{
    /// <summary>Gets the language of transcriptions for notes that specify none.</summary>
    public string? DefaultLanguage { get; internal set; }

    /// <summary>Gets the URL that the account's own notifications are sent to.</summary>
    public string? WebhookUrl { get; internal set; }

    /// <summary>Gets whether the service sends notifications.</summary>
    public bool? NotificationsEnabled { get; internal set; }

    /// <summary>Returns the settings in one line.</summary>
    public override string ToString()
    {
        var notifications = NotificationsEnabled switch { true => "on", false => "off", null => "not set" };
        return $"language {DefaultLanguage ?? "not set"}, notifications {notifications}";
    }

    internal static AccountSettings Read(JsonElement json) => new()
    {
        DefaultLanguage = json.Text("default_language"u8),
        WebhookUrl = json.Text("webhook_url"u8),
        NotificationsEnabled = json.Boolean("notifications_enabled"u8),
    };
}
