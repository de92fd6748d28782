using System.Net;

namespace VocaFuse;

/// <summary>An attempt has ended.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="StatusCode">The status of the response; null if there was none.</param>
/// <param name="Elapsed">The duration of the attempt.</param>
/// <param name="RequestId">The service's ID of the request; null if there is none.</param>
public sealed record RequestEnded(string Method, string Path, int Attempt, HttpStatusCode? StatusCode, TimeSpan Elapsed, string? RequestId)
    : RequestEvent(Method, Path, Attempt);
