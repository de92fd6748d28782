namespace VocaFuse.Diagnostics;

/// <summary>A check and its place in the order of checks.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Check">Runs the check.</param>
internal sealed record DiagnosticStep(string Name, Func<CancellationToken, Task<ConnectionCheck>> Check)
{
    /// <summary>True if later checks are skipped after a failure of this one.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True if the check only reads the headers of an earlier response and is never skipped by a failure.</summary>
    public bool NeedsOnlyResponse { get; init; }
}
