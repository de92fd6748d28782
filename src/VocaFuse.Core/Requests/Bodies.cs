namespace VocaFuse.Requests;

/// <summary>The body of <c>POST</c> and <c>PUT /webhooks</c>.</summary>
internal sealed record WebhookBody(string Url, IReadOnlyList<string> Events)
{
    public string? Secret { get; init; }
}

/// <summary>The body of <c>POST /account/api-keys</c>.</summary>
internal sealed record ApiKeyBody(string Name)
{
    public string? Description { get; init; }
}

/// <summary>The body of <c>POST /token</c>.</summary>
internal sealed record TokenBody(string UserId, IReadOnlyList<string> Scopes)
{
    public long? ExpiresIn { get; init; }
}

/// <summary>The body of <c>PUT /account</c>.</summary>
internal sealed record AccountBody
{
    public string? Name { get; init; }

    public AccountSettingsBody? Settings { get; init; }

    public static AccountBody Of(AccountChange change)
    {
        var settings = new AccountSettingsBody(change.DefaultLanguage, change.WebhookUrl, change.NotificationsEnabled);
        return new AccountBody { Name = change.Name, Settings = settings == new AccountSettingsBody(null, null, null) ? null : settings };
    }
}

/// <summary>The settings in <see cref="AccountBody"/>.</summary>
internal sealed record AccountSettingsBody(string? DefaultLanguage, string? WebhookUrl, bool? NotificationsEnabled);
