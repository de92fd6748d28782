namespace VocaFuse.RateLimiting;

/// <summary>The rate limit as one command meets it. Read and written inside the lock of <see cref="RateLimitGate"/>.</summary>
internal sealed class CommandRateLimit
{
    /// <summary>The number of pauses of the connection when the command started to count its own.</summary>
    public int FirstPause { get; set; }

    /// <summary>
    /// The timestamp of the clock until which the command sends nothing, because Retry-After was longer than the maximum.
    /// </summary>
    public long BlockedUntil { get; set; }

    /// <summary>The timestamp of the clock at which that Retry-After ends.</summary>
    public long RetryAt { get; set; }
}
