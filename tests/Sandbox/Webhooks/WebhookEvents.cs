namespace VocaFuse.Sandbox;

/// <summary>The events a webhook can be told of.</summary>
public static class WebhookEvents
{
    public const string Created = "voicenote.created";
    public const string Transcribed = "voicenote.transcribed";
    public const string Failed = "voicenote.failed";
    public const string Deleted = "voicenote.deleted";

    public static IReadOnlyList<string> All { get; } =
    [
        Created, Transcribed, Failed, Deleted,
        "account.insufficient_balance", "account.low_balance_warning", "account.credits_added",
    ];
}
