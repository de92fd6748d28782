namespace VocaFuse.PowerShell;

/// <summary>Completes the statuses that the service can filter by.</summary>
public sealed class StatusCompleter : ValueCompleter
{
    private static readonly (string Value, string Tip)[] Statuses =
    [
        ("transcribed", "The transcription is ready"),
        ("processing", "The note is still being transcribed"),
        ("failed", "The note could not be transcribed"),
        ("completed", "Another name of transcribed"),
    ];

    private protected override IEnumerable<(string Value, string Tip)> GetValues() => Statuses;

    /// <summary>Returns each status once in the letter case of the service, and writes a warning for unknown ones.</summary>
    internal static string[] Normalize(VFCmdlet cmdlet, IEnumerable<string> statuses)
    {
        var normalized = statuses
            .Select(static status =>
                Array.Find(Statuses, known => known.Value.Equals(status, StringComparison.OrdinalIgnoreCase)).Value ?? status)
            .Distinct()
            .ToArray();
        foreach (var status in normalized.Except(Statuses.Select(static known => known.Value)))
        {
            cmdlet.WriteWarning($"'{status}' is not a known status. It is used unchanged.");
        }

        return normalized;
    }
}
