using System.Text.Json.Serialization;

namespace VocaFuse.Requests;

/// <summary>The body of <c>POST</c> and <c>PUT /webhooks</c>.</summary>
internal sealed record WebhookBody(string Url, IReadOnlyList<string> Events)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Secret { get; init; }
}

/// <summary>The body of <c>POST /account/api-keys</c>.</summary>
internal sealed record ApiKeyBody(string Name)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Description { get; init; }
}

/// <summary>The body of <c>POST /token</c>.</summary>
internal sealed record TokenBody(string UserId, IReadOnlyList<string> Scopes)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? ExpiresIn { get; init; }
}

/// <summary>The body of <c>PUT /account</c>.</summary>
internal sealed record AccountBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public AccountSettingsBody? Settings { get; init; }

    public static AccountBody Of(AccountChange change)
    {
        var settings = new AccountSettingsBody(change.DefaultLanguage, change.WebhookUrl, change.NotificationsEnabled);
        return new AccountBody { Name = change.Name, Settings = settings == new AccountSettingsBody(null, null, null) ? null : settings };
    }
}

/// <summary>The settings inside it.</summary>
internal sealed record AccountSettingsBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DefaultLanguage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WebhookUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? NotificationsEnabled);
