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
