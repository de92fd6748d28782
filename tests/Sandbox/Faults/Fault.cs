namespace VocaFuse.Sandbox;

/// <summary>A fault for future requests. Faults are used in the order in which they were added.</summary>
public sealed record Fault
{
    /// <summary>The pattern for the raw path without <c>/v1</c> and query; <c>*</c> matches any text.</summary>
    public string Path { get; init; } = "*";

    public string Method { get; init; } = "*";

    /// <summary>The number of affected requests; -1 for all.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The number of matching requests before the first affected one.</summary>
    public int Skip { get; init; }

    public FaultKind Kind { get; init; }

    public int? Status { get; init; }

    /// <summary>The text of the header; <c>date+N</c> becomes the HTTP date in N seconds.</summary>
    public string? RetryAfter { get; init; }

    public int DelayMs { get; init; }

    /// <summary>True to apply the operation, and then drop or replace the response.</summary>
    public bool ApplyFirst { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>True for kinds that change the normal response, and therefore need it.</summary>
    internal bool NeedsResponse => ApplyFirst || Kind is FaultKind.Latency or FaultKind.ResetBody or FaultKind.Truncate or FaultKind.Drip;
}
