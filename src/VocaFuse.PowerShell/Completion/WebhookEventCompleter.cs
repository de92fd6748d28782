namespace VocaFuse.PowerShell;

/// <summary>Completes the events of webhooks, in the names of the current connection's service if one of them matches.</summary>
public sealed class WebhookEventCompleter : ValueCompleter
{
    private static readonly (string Value, string Tip)[] Events =
    [
        ("voicenote.transcribed", "A transcription is ready"),
        ("voicenote.failed", "A note could not be transcribed"),
        ("voicenote.created", "A note was recorded"),
        ("voicenote.deleted", "A note was deleted"),
        ("account.insufficient_balance", "The balance of the account is too low"),
        ("account.low_balance_warning", "The balance of the account is getting low"),
        ("account.credits_added", "Credits were added to the account"),
    ];

    private protected override IEnumerable<(string Value, string Tip)> GetValues() => Translate(CurrentNames);

    private protected override IEnumerable<(string Value, string Tip)> GetFallbackValues() =>
        Translate(CurrentNames == ApiNames.Recordings ? ApiNames.VoiceNotes : ApiNames.Recordings);

    /// <summary>Returns true for the events of both families of names, and for the other name of transcribed.</summary>
    internal static bool IsKnown(string name)
    {
        var translated = ApiNames.VoiceNotes.Translate(name);
        return translated == "voicenote.completed" || Events.Any(known => known.Value == translated);
    }

    private static IEnumerable<(string Value, string Tip)> Translate(ApiNames names) =>
        Events.Select(item => (names.Translate(item.Value), item.Tip));
}
