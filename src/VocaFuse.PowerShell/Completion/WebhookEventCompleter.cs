using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the events that a webhook can be told of.</summary>
public sealed class WebhookEventCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] Events =
    [
        ("voicenote.transcribed", "A transcription is ready"),
        ("voicenote.failed", "A note could not be transcribed"),
        ("voicenote.created", "A note was recorded"),
        ("voicenote.deleted", "A note was deleted"),
        ("account.insufficient_balance", "The account's balance does not suffice"),
        ("account.low_balance_warning", "The account's balance runs low"),
        ("account.credits_added", "Credits were added to the account"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, Events);

    internal static bool IsKnown(string name) => Events.Any(known => known.Name == name);
}
