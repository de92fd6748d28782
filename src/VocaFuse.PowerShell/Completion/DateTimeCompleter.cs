using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes points in time.</summary>
public sealed class DateTimeCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] Words =
    [
        ("today", "Today, from midnight"),
        ("yesterday", "Yesterday, from midnight"),
        ("12h", "12 hours ago"),
        ("1d", "24 hours ago"),
        ("7d", "7 days ago"),
        ("30d", "30 days ago"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) => CompletionWords.Matching(wordToComplete, Words);
}
