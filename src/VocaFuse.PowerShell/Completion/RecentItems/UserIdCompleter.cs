using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the users of the voice notes that this runspace has returned recently.</summary>
public sealed class UserIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(
            wordToComplete,
            RecentIds.OfThisRunspace().VoiceNotes.Newest()
                .Select(static item => UserOf(item.About))
                .Where(static user => !string.IsNullOrEmpty(user))
                .Distinct(StringComparer.Ordinal)
                .Select(static user => (user!, "A user of a recent voice note")));

    private static string? UserOf(object about) => about switch
    {
        VoiceNote note => note.UserId,
        Transcription transcription => transcription.UserId,
        VoiceNoteReference reference => reference.UserId,
        WebhookEvent received => received.UserId,
        _ => null,
    };
}
