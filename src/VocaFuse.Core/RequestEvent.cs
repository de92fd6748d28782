using System.Net;

namespace VocaFuse;

/// <summary>Something the client did or is about to do, told to an <see cref="IRequestObserver"/>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
public abstract record RequestEvent(string Method, string Path, int Attempt);

/// <summary>An attempt has ended.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">Which attempt it was, from 1.</param>
/// <param name="StatusCode">The status of the answer; null where none came.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="RequestId">The service's id of the request; null where it gave none.</param>
public sealed record RequestEnded(string Method, string Path, int Attempt, HttpStatusCode? StatusCode, TimeSpan Elapsed, string? RequestId)
    : RequestEvent(Method, Path, Attempt);

/// <summary>Headers and body of a request or an answer, redacted.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="IsResponse">True for what came, false for what is sent.</param>
/// <param name="Headers">One header a line.</param>
/// <param name="Body">The body as text, empty where there is none.</param>
public sealed record RequestContent(string Method, string Path, int Attempt, bool IsResponse, string Headers, string Body)
    : RequestEvent(Method, Path, Attempt);

/// <summary>An attempt failed and another follows.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">Which attempt failed, from 1.</param>
/// <param name="Delay">How long the client waits before the next.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="IsRateLimit">True where the service asked the client to slow down.</param>
public sealed record RequestRetried(string Method, string Path, int Attempt, TimeSpan Delay, string Reason, bool IsRateLimit)
    : RequestEvent(Method, Path, Attempt);

/// <summary>The request waits because the service asked another one to slow down.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">Which attempt waits, from 1.</param>
/// <param name="Delay">How long it waits.</param>
public sealed record RequestDelayed(string Method, string Path, int Attempt, TimeSpan Delay)
    : RequestEvent(Method, Path, Attempt);
