namespace VocaFuse;

/// <summary>The request waits, because another one got a 429 (Too Many Requests).</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Delay">The expected delay.</param>
public sealed record RequestDelayed(string Method, string Path, int Attempt, TimeSpan Delay)
    : RequestEvent(Method, Path, Attempt);
