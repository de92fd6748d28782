namespace VocaFuse.Sandbox;

/// <summary>The data and the behavior of a sandbox. They do not change after the start.</summary>
public sealed record SandboxOptions
{
    /// <summary>Gets the TCP port on loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets the initial number of voice notes of the first tenant.</summary>
    public int Notes { get; init; } = 25;

    /// <summary>Gets the seed. The same seed gives the same data and keys.</summary>
    public int Seed { get; init; } = 1;

    public SandboxEnvelope Envelope { get; init; }

    public SandboxFamily Family { get; init; }

    /// <summary>Gets the response to a route that does not exist, such as a route of the other family.</summary>
    public UnknownRouteResponse UnknownRoute { get; init; }

    public SandboxTokenShape TokenShape { get; init; }

    /// <summary>True to accept uploads only in the form of the service's SDKs: with the <c>id_token</c> and short format names.</summary>
    public bool Strict { get; init; }

    /// <summary>True for transcriptions with word timings; every tenth has none in any case.</summary>
    public bool Words { get; init; } = true;

    /// <summary>Gets the delay of each API response, but not of storage and control requests.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Gets the maximum rate at which a presigned PUT is read; 0 for no limit.</summary>
    public int UploadBytesPerSecond { get; init; }

    /// <summary>
    /// Gets the maximum number of items of a page. If it is less than 100, a larger <c>limit</c> is accepted and returns this many;
    /// if it is more, <c>limit</c> accepts up to this number.
    /// </summary>
    public int PageLimitMax { get; init; } = 100;

    /// <summary>Gets the time that an uploaded note stays <c>processing</c>.</summary>
    public int ProcessingMs { get; init; } = 300;

    /// <summary>Gets the number of the request at which an uploaded note is transcribed; null to use <see cref="ProcessingMs"/>.</summary>
    public int? ProcessingPolls { get; init; }

    public bool Https { get; init; }

    /// <summary>True for HTTPS with an expired certificate.</summary>
    public bool ExpiredCertificate { get; init; }

    /// <summary>True to compress API responses if the client accepts gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>True to keep a log of requests; benchmarks turn it off.</summary>
    public bool KeepLog { get; init; } = true;
}
