using System.Globalization;

namespace VocaFuse.PowerShell;

/// <summary>Completes IDs that this runspace has returned recently, the newest first, with known details as tooltip.</summary>
public abstract class RecentIdCompleter : ValueCompleter
{
    private const int MaximumTextLength = 60;

    private protected override IEnumerable<(string Value, string Tip)> GetValues() =>
        SelectBuffer(RecentIds.ForCurrentRunspace()).NewestFirst().Select(static item => (item.Id, Describe(item.Item)));

    private protected abstract RecentIdBuffer SelectBuffer(RecentIds ids);

    private static string Describe(object item) => item switch
    {
        VoiceNote note => Join(note.OriginalFilename, note.Status, Age(note.CreatedAt)),
        Transcription transcription => Join(Truncate(transcription.Text), transcription.Language),
        VoiceNoteReference reference => Join(reference.FileName, "sent"),
        WebhookEvent received => Join(received.Event, Age(received.Timestamp)),
        ApiKey key => Join(key.Name, key.KeyPrefix, key.Status, Age(key.CreatedAt)),
        _ => Join(item.ToString()),
    };

    /// <summary>PowerShell does not accept an empty tooltip.</summary>
    private static string Join(params string?[] details) => RecentIds.JoinLine(details) is { Length: > 0 } line ? line : "No details known";

    private static string Truncate(string text) =>
        text.Length <= MaximumTextLength ? text : string.Concat(text.AsSpan(0, MaximumTextLength - 1), "…");

    private static string? Age(DateTimeOffset? createdAt) => createdAt is not { } time ? null : (DateTimeOffset.UtcNow - time) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => Ago((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } age => Ago((int)age.TotalHours, "hour"),
        var age => Ago((int)age.TotalDays, "day"),
    };

    private static string Ago(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")} ago");
}
