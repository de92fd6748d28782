using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox;

/// <summary>What goes wrong with a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>An error status with the service's error body.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>The usual answer, late.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency,

    /// <summary>The TCP connection is reset before the first byte of an answer.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>Headers and half the body, then a reset.</summary>
    [JsonStringEnumMemberName("reset-body")]
    ResetBody,

    /// <summary>A complete HTTP answer whose JSON ends in the middle.</summary>
    [JsonStringEnumMemberName("truncate")]
    Truncate,

    /// <summary>The page of a proxy.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>A status and no body.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>The usual body, a few bytes every <see cref="Fault.DelayMs"/>.</summary>
    [JsonStringEnumMemberName("drip")]
    Drip,

    /// <summary>No answer until the client goes away.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>Random bytes that claim to be JSON.</summary>
    [JsonStringEnumMemberName("garbage")]
    Garbage,
}

/// <summary>A failure to come. Faults are used up in the order they were added.</summary>
public sealed record Fault
{
    /// <summary>Which paths (raw, without <c>/v1</c> and query); <c>*</c> stands for anything.</summary>
    public string Path { get; init; } = "*";

    public string Method { get; init; } = "*";

    /// <summary>How many requests it hits; -1 for all.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many matching requests it leaves alone first.</summary>
    public int Skip { get; init; }

    public FaultKind Kind { get; init; }

    public int? Status { get; init; }

    /// <summary>The header's text; <c>date+N</c> becomes the HTTP date N seconds ahead.</summary>
    public string? RetryAfter { get; init; }

    public int DelayMs { get; init; }

    /// <summary>Do what was asked for, then lose or replace the answer.</summary>
    public bool ApplyFirst { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Kinds that spoil the real answer need one.</summary>
    internal bool NeedsAnswer => ApplyFirst || Kind is FaultKind.Latency or FaultKind.ResetBody or FaultKind.Truncate or FaultKind.Drip;
}
