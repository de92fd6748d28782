namespace VocaFuse.Sandbox;

/// <summary>A request as it arrived, and what became of it.</summary>
public sealed class LoggedRequest
{
    public required long N { get; init; }
    public required string Method { get; init; }

    /// <summary>The path exactly as on the wire.</summary>
    public required string Path { get; init; }

    public required string Query { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public required DateTimeOffset At { get; init; }

    public long BodyLength { get; internal set; }

    /// <summary>The body's text, cut at 16 KB; null for storage.</summary>
    public string? Body { get; internal set; }

    /// <summary>Null while unanswered, and for good where the answer never left.</summary>
    public int? Status { get; internal set; }

    public FaultKind? Fault { get; internal set; }
}
