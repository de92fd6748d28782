using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the names of the API keys that this runspace has returned recently.</summary>
public sealed class ApiKeyNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(
            wordToComplete,
            RecentIds.OfThisRunspace().ApiKeys.Newest()
                .Select(static item => item.About)
                .OfType<ApiKey>()
                .Where(static key => !string.IsNullOrEmpty(key.Name))
                .DistinctBy(static key => key.Name, StringComparer.OrdinalIgnoreCase)
                .Select(static key => (key.Name!, $"{key.KeyPrefix}, {key.Status}")));
}
