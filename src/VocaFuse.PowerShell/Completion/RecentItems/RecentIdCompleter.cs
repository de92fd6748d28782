using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes IDs that this runspace has returned recently, the newest first, with known details as tooltip.</summary>
public abstract class RecentIdCompleter : IArgumentCompleter
{
    private const int LongestText = 60;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, Of(RecentIds.OfThisRunspace()).Newest().Select(static item => (item.Id, Tip(item.About))));

    private protected abstract RecentIdBuffer Of(RecentIds ids);

    private static string Tip(object about) => about switch
    {
        VoiceNote note => Joined(note.OriginalFilename, note.Status, Age(note.CreatedAt)),
        Transcription transcription => Joined(Clipped(transcription.Text), transcription.Language),
        VoiceNoteReference reference => Joined(reference.FileName, "sent"),
        WebhookEvent received => Joined(received.Event, Age(received.Timestamp)),
        ApiKey key => Joined(key.Name, key.KeyPrefix, key.Status, Age(key.CreatedAt)),
        _ => Joined(about.ToString()),
    };

    /// <summary>PowerShell does not accept an empty tooltip.</summary>
    private static string Joined(params string?[] details) => RecentIds.Line(details) is { Length: > 0 } line ? line : "No details known";

    private static string Clipped(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");

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
