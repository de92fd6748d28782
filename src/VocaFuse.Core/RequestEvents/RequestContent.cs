namespace VocaFuse;

/// <summary>The headers and the body of a request or a response, redacted.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="IsResponse">True for a response, false for a request.</param>
/// <param name="Headers">The headers, one a line.</param>
/// <param name="Body">The body as text; empty if there is none.</param>
public sealed record RequestContent(string Method, string Path, int Attempt, bool IsResponse, string Headers, string Body)
    : RequestEvent(Method, Path, Attempt);
