using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the names of the connections of this session.</summary>
public sealed class ConnectionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(
            wordToComplete,
            ConnectionStore.OfThisRunspace().All.Reverse().Select(static connection =>
                (connection.Name, $"{connection.Environment} {connection.BaseUri} {connection.ApiKey}")));
}
