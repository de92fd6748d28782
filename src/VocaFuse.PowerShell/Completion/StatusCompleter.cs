using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the statuses that the service can filter by.</summary>
public sealed class StatusCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] Statuses =
    [
        ("transcribed", "The transcription is ready"),
        ("processing", "The note is still being transcribed"),
        ("failed", "The note could not be transcribed"),
        ("completed", "Another name of transcribed"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, Statuses);

    /// <summary>Returns each status once in the letter case of the service, and writes a warning for unknown ones.</summary>
    internal static string[] Normalized(VFCmdlet cmdlet, IEnumerable<string> statuses)
    {
        var normalized = statuses
            .Select(static status =>
                Array.Find(Statuses, known => known.Name.Equals(status, StringComparison.OrdinalIgnoreCase)).Name ?? status)
            .Distinct()
            .ToArray();
        foreach (var status in normalized.Except(Statuses.Select(static known => known.Name)))
        {
            cmdlet.WriteWarning($"'{status}' is not a known status. It is used unchanged.");
        }

        return normalized;
    }
}
