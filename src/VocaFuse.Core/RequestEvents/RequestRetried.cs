namespace VocaFuse;

/// <summary>An attempt has failed, and another one follows.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Delay">The delay before the next attempt.</param>
/// <param name="Reason">The message of the failure.</param>
/// <param name="IsRateLimit">True if the attempt got a 429 (Too Many Requests).</param>
public sealed record RequestRetried(string Method, string Path, int Attempt, TimeSpan Delay, string Reason, bool IsRateLimit)
    : RequestEvent(Method, Path, Attempt);
