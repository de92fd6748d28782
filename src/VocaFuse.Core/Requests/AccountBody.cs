namespace VocaFuse.Requests;

/// <summary>The body of <c>PUT /account</c>.</summary>
internal sealed record AccountBody
{
    public string? Name { get; init; }

    public AccountSettingsBody? Settings { get; init; }

    public static AccountBody From(AccountChange change)
    {
        var settings = new AccountSettingsBody(change.DefaultLanguage, change.WebhookUrl, change.NotificationsEnabled);
        return new AccountBody { Name = change.Name, Settings = settings == new AccountSettingsBody(null, null, null) ? null : settings };
    }
}
