using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox;

/// <summary>The kinds of faults.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>An error status with the service's error body.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>The normal response, delayed.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency,

    /// <summary>The TCP connection is reset before the first byte of the response.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>The headers and half of the body, then a reset.</summary>
    [JsonStringEnumMemberName("reset-body")]
    ResetBody,

    /// <summary>A complete HTTP response with truncated JSON.</summary>
    [JsonStringEnumMemberName("truncate")]
    Truncate,

    /// <summary>The HTML page of a proxy.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>A status without a body.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>The normal body, 8 bytes every <see cref="Fault.DelayMs"/>.</summary>
    [JsonStringEnumMemberName("drip")]
    Drip,

    /// <summary>No response until the client disconnects.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>Random bytes with the content type of JSON.</summary>
    [JsonStringEnumMemberName("garbage")]
    Garbage,
}

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
