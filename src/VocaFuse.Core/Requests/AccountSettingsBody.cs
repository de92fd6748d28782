namespace VocaFuse.Requests;

/// <summary>The settings in <see cref="AccountBody"/>.</summary>
internal sealed record AccountSettingsBody(string? DefaultLanguage, string? WebhookUrl, bool? NotificationsEnabled);
