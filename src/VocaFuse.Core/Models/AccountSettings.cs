using System.Text.Json.Serialization;

namespace VocaFuse;

/// <summary>The settings of an account.</summary>
public sealed class AccountSettings
{
    /// <summary>The language transcriptions are made in where a note names none.</summary>
    [JsonInclude] public string? DefaultLanguage { get; internal set; }

    /// <summary>Where the account's own notifications go.</summary>
    [JsonInclude] public string? WebhookUrl { get; internal set; }

    /// <summary>Whether the service sends notifications.</summary>
    [JsonInclude] public bool? NotificationsEnabled { get; internal set; }

    /// <summary>What is set, in a line.</summary>
    public override string ToString() => $"language {DefaultLanguage ?? "not set"}, notifications {(NotificationsEnabled switch { true => "on", false => "off", null => "not set" })}";
}
