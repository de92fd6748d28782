namespace VocaFuse.Sandbox.Control;

internal sealed record RateLimitRequest(int? PerSecond = null, string? RetryAfter = null);
