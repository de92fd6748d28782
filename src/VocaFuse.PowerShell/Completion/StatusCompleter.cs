using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the statuses that the service can filter by.</summary>
public sealed class StatusCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] Statuses =
    [
        ("transcribed", "The transcription is ready"),
        ("processing", "The note is still being transcribed"),
        ("failed", "The note could not be transcribed"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, Statuses);
}
