namespace VocaFuse.Sandbox;

/// <summary>A received request, and the status of its response.</summary>
public sealed class LoggedRequest
{
    /// <summary>The number of the request in order of arrival, starting at 1.</summary>
    public required long N { get; init; }
    public required string Method { get; init; }

    /// <summary>The raw path.</summary>
    public required string Path { get; init; }

    public required string Query { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public required DateTimeOffset At { get; init; }

    public long BodyLength { get; internal set; }

    /// <summary>The body as text, truncated at 16 KB; null for the storage.</summary>
    public string? Body { get; internal set; }

    /// <summary>The status; null if no response was sent yet.</summary>
    public int? Status { get; internal set; }

    public FaultKind? Fault { get; internal set; }
}
