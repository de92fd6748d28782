namespace VocaFuse.Sandbox.Data;

/// <summary>A tenant's account, as far as it can be changed.</summary>
internal sealed record Account(string Name, string Email, AccountSettings Settings, DateTime CreatedAt, DateTime UpdatedAt);

internal sealed record AccountSettings(string DefaultLanguage, string? WebhookUrl, bool NotificationsEnabled);
