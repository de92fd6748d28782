using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Creates completions of the words that start with the typed text, quoted if necessary.</summary>
internal static class CompletionWords
{
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<(string Word, string Tip)> words)
    {
        var prefix = typed.Trim('\'', '"');
        return words
            .Where(word => word.Word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(static word => new CompletionResult(Quoted(word.Word), word.Word, CompletionResultType.ParameterValue, word.Tip));
    }

    private static string Quoted(string word) =>
        word.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-') ? word : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
