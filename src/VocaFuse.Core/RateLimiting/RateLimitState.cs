namespace VocaFuse.RateLimiting;

/// <summary>The states of a <see cref="RateLimitGate"/>. Open means that requests pass; a circuit breaker calls that closed.</summary>
internal enum RateLimitState
{
    /// <summary>Requests are sent immediately.</summary>
    Open,

    /// <summary>No request is sent until the pause ends.</summary>
    Paused,

    /// <summary>A limited number of requests is sent at a time: one after a pause, then more with each accepted one.</summary>
    HalfOpen,
}
