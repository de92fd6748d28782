namespace VocaFuse;

/// <summary>The outcome of a check of a connection.</summary>
public enum ConnectionCheckStatus
{
    /// <summary>There is no problem.</summary>
    Passed,

    /// <summary>There can be a problem, now or soon.</summary>
    Warning,

    /// <summary>There is a problem.</summary>
    Failed,

    /// <summary>The check was skipped; the detail is the reason.</summary>
    Skipped,
}
