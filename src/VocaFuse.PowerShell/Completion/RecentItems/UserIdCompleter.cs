namespace VocaFuse.PowerShell;

/// <summary>Completes the users of the voice notes that this runspace has returned recently.</summary>
public sealed class UserIdCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() => RecentIds.ForCurrentRunspace().VoiceNotes
        .NewestFirst()
        .Select(static item => GetUser(item.Item))
        .Where(static user => !string.IsNullOrEmpty(user))
        .Distinct(StringComparer.Ordinal)
        .Select(static user => (user!, "A user of a recent voice note"));

    private static string? GetUser(object item) => item switch
    {
        VoiceNote note => note.UserId,
        Transcription transcription => transcription.UserId,
        VoiceNoteReference reference => reference.UserId,
        WebhookEvent received => received.UserId,
        _ => null,
    };
}
