namespace VocaFuse.Sandbox;

/// <summary>The two ways the service is known to wrap its answers.</summary>
public enum SandboxEnvelope
{
    /// <summary>Objects bare, lists under their own name (the documented form).</summary>
    Bare,

    /// <summary>Everything under <c>data</c>, with <c>pagination</c> and <c>meta</c> (the SDK form).</summary>
    Data,
}

/// <summary>The two ways the service is known to answer <c>POST /token</c>.</summary>
public enum SandboxTokenShape
{
    /// <summary>Under <c>data</c>, with scopes and tenant.</summary>
    Full,

    /// <summary><c>{"token","expires_in"}</c>.</summary>
    Minimal,
}

/// <summary>What a sandbox serves and how it behaves; fixed once it has started.</summary>
public sealed record SandboxOptions
{
    /// <summary>The TCP port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How many voice notes the first tenant starts with.</summary>
    public int Notes { get; init; } = 25;

    /// <summary>The same seed gives the same data and keys.</summary>
    public int Seed { get; init; } = 1;

    public SandboxEnvelope Envelope { get; init; }

    public SandboxFamily Family { get; init; }

    /// <summary>The response to a route that does not exist, such as those of the other family.</summary>
    public SandboxRefusal Refusal { get; init; }

    public SandboxTokenShape TokenShape { get; init; }

    /// <summary>Accept uploads only as the service's own SDKs send them: with the <c>id_token</c>, formats as short names.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether transcriptions carry word timings (even then, every tenth has none).</summary>
    public bool Words { get; init; } = true;

    /// <summary>Added to every API call; not to storage or control calls.</summary>
    public int LatencyMs { get; init; }

    /// <summary>How fast each presigned PUT is read; 0 is as fast as it comes.</summary>
    public int UploadBytesPerSecond { get; init; }

    /// <summary>
    /// The most items a page holds. Below 100, a larger <c>limit</c> is accepted and served with this many;
    /// above 100 it raises what <c>limit</c> accepts.
    /// </summary>
    public int PageLimitMax { get; init; } = 100;

    /// <summary>How long an uploaded note stays <c>processing</c>.</summary>
    public int ProcessingMs { get; init; } = 300;

    /// <summary>Where set, an uploaded note is ready at this many looks at it instead of after a time.</summary>
    public int? ProcessingPolls { get; init; }

    public bool Https { get; init; }

    /// <summary>Serve HTTPS with a certificate whose time is over.</summary>
    public bool ExpiredCertificate { get; init; }

    /// <summary>Compress API answers for clients that ask for gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>Keep a log of requests; benchmarks switch it off.</summary>
    public bool KeepLog { get; init; } = true;
}
