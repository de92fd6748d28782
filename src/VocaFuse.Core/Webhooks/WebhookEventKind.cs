namespace VocaFuse;

/// <summary>The kinds of webhook events. Unlike its name, an event's kind is the same in every version of the service.</summary>
public enum WebhookEventKind
{
    /// <summary>An event that this version of the client does not support.</summary>
    Unknown,

    /// <summary>A voice note was transcribed: <c>voicenote.transcribed</c>, <c>recording.completed</c> and the like.</summary>
    Transcribed,

    /// <summary>A voice note could not be transcribed: <c>voicenote.failed</c>, <c>recording.failed</c>.</summary>
    Failed,

    /// <summary>A voice note was created: <c>voicenote.created</c>, <c>recording.created</c>.</summary>
    Created,

    /// <summary>A voice note was deleted: <c>voicenote.deleted</c>, <c>recording.deleted</c>.</summary>
    Deleted,

    /// <summary>An event of the account, such as <c>account.low_balance_warning</c>.</summary>
    Account,
}
