using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the events of webhooks, in the names of the current connection's service.</summary>
public sealed class WebhookEventCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] Events =
    [
        ("voicenote.transcribed", "A transcription is ready"),
        ("voicenote.failed", "A note could not be transcribed"),
        ("voicenote.created", "A note was recorded"),
        ("voicenote.deleted", "A note was deleted"),
        ("account.insufficient_balance", "The balance of the account is too low"),
        ("account.low_balance_warning", "The balance of the account is getting low"),
        ("account.credits_added", "Credits were added to the account"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.MatchingNames(wordToComplete, Events);

    /// <summary>Returns true for the events of both families of names, and for the other name of transcribed.</summary>
    internal static bool IsKnown(string name)
    {
        var translated = ApiNames.VoiceNotes.Translate(name);
        return translated == "voicenote.completed" || Events.Any(known => known.Name == translated);
    }
}
