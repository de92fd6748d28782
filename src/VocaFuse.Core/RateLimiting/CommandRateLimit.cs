namespace VocaFuse.RateLimiting;

/// <summary>The state of the rate limit for one command. Read and written inside the lock of <see cref="RateLimitGate"/>.</summary>
internal sealed class CommandRateLimit
{
    /// <summary>
    /// The number of pauses of the gate when the command sent its first request, or started again after giving up. Only later ones count.
    /// </summary>
    public int PausesAtStart { get; set; }

    /// <summary>
    /// The timestamp of the clock until which the command sends nothing, because Retry-After was longer than the maximum.
    /// </summary>
    public long BlockedUntil { get; set; }

    /// <summary>The timestamp of the clock at which that Retry-After ends.</summary>
    public long RetryAt { get; set; }
}
