namespace VocaFuse.Sandbox.Data;

internal sealed record AccountSettings(string DefaultLanguage, string? WebhookUrl, bool NotificationsEnabled);
