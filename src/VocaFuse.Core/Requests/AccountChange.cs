namespace VocaFuse;

/// <summary>Changes of an account. A property that is null stays unchanged.</summary>
public sealed record AccountChange
{
    /// <summary>Gets the account's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the language of transcriptions for notes that specify none.</summary>
    public string? DefaultLanguage { get; init; }

    /// <summary>Gets the URL that the account's own notifications are sent to.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Gets whether the service sends notifications.</summary>
    public bool? NotificationsEnabled { get; init; }
}
