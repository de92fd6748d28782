using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Creates completions of the words that start with the typed text, quoted if necessary.</summary>
internal static class CompletionWords
{
    /// <summary>Gets whether the service of the current connection uses the names of recordings.</summary>
    public static bool UsesRecordings => ConnectionStore.OfThisRunspace().Current?.ApiNames == ApiNames.Recordings;

    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<(string Word, string Tip)> words)
    {
        var prefix = typed.Trim('\'', '"');
        return words
            .Where(word => word.Word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(static word => new CompletionResult(Quoted(word.Word), word.Word, CompletionResultType.ParameterValue, word.Tip));
    }

    /// <summary>
    /// Creates completions in the names of the current connection's service. Text that only matches names of the other family
    /// is completed in these.
    /// </summary>
    public static IEnumerable<CompletionResult> MatchingNames(string typed, IReadOnlyList<(string Word, string Tip)> words)
    {
        ApiNames[] families = UsesRecordings ? [ApiNames.Recordings, ApiNames.VoiceNotes] : [ApiNames.VoiceNotes, ApiNames.Recordings];
        return families
            .Select(names => Matching(typed, words.Select(word => (names.Translate(word.Word), word.Tip))).ToList())
            .FirstOrDefault(static matches => matches.Count > 0) ?? [];
    }

    private static string Quoted(string word) =>
        word.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-')
            ? word
            : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
