using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>The base class of argument completers: offers the values that start with the typed text, quoted if necessary.</summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <summary>Gets the family of names of the current connection's service.</summary>
    private protected static ApiNames CurrentNames =>
        ConnectionStore.ForCurrentRunspace().Current?.ApiNames == ApiNames.Recordings ? ApiNames.Recordings : ApiNames.VoiceNotes;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var matches = Match(wordToComplete, GetValues());
        return matches.Length > 0 ? matches : Match(wordToComplete, GetFallbackValues());
    }

    /// <summary>Returns the values and their tooltips, in the order in which they are offered.</summary>
    private protected abstract IEnumerable<(string Value, string Tip)> GetValues();

    /// <summary>Returns the values that are offered if no other value matches.</summary>
    private protected virtual IEnumerable<(string Value, string Tip)> GetFallbackValues() => [];

    private static CompletionResult[] Match(string typed, IEnumerable<(string Value, string Tip)> values)
    {
        var prefix = typed.Trim('\'', '"');
        return [.. values
            .Where(item => item.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(static item => new CompletionResult(Quote(item.Value), item.Value, CompletionResultType.ParameterValue, item.Tip))];
    }

    private static string Quote(string value) =>
        value.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-')
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
