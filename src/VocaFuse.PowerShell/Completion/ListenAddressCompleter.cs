using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes addresses to listen on.</summary>
public sealed class ListenAddressCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] Words =
    [
        ("localhost", "This machine alone"),
        ("0.0.0.0", "All IPv4 addresses of this machine"),
        ("::", "All addresses of this machine"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) => CompletionWords.Matching(wordToComplete, Words);
}
