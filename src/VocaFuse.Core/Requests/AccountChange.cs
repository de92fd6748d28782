namespace VocaFuse;

/// <summary>What to change of an account; what is null stays as it is.</summary>
public sealed record AccountChange
{
    /// <summary>The account's name.</summary>
    public string? Name { get; init; }

    /// <summary>The language transcriptions are made in where a note names none.</summary>
    public string? DefaultLanguage { get; init; }

    /// <summary>Where the account's own notifications go.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Whether the service sends notifications.</summary>
    public bool? NotificationsEnabled { get; init; }
}
