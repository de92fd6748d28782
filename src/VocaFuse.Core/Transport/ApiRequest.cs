using VocaFuse.Errors;

namespace VocaFuse.Transport;

/// <summary>A request of the API. It can be sent several times: no attempt changes it.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, VocaFuseResource Resource)
{
    /// <summary>The query with its question mark, or an empty string.</summary>
    public string Query { get; init; } = "";

    /// <summary>The JSON body, or null.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A secret inside the body, which no message may contain; null if there is none.</summary>
    public string? Secret { get; init; }

    /// <summary>A front-end token to send instead of the key headers, or null.</summary>
    public string? BearerToken { get; init; }

    /// <summary>The name or id of the requested object, for messages; null if there is none.</summary>
    public string? Subject { get; init; }

    /// <summary>True if a 404 after a deletion without a response means that it succeeded. False if the route may be missing.</summary>
    public bool MissingMeansDeleted { get; init; } = true;

    /// <summary>A base address to use instead of the connection's, or null.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>True if the request can change something, so that a failed attempt may have been applied.</summary>
    public bool CanChange => Method != HttpMethod.Get;

    /// <summary>True if sending the request twice has the same effect as sending it once.</summary>
    public bool IsIdempotent => Method != HttpMethod.Post;

    /// <summary>Creates the part of an error's context that every failure of this request shares.</summary>
    public ErrorContext CreateErrorContext() => new() { Resource = Resource, Method = Method.Method, Path = Path };

    /// <summary>
    /// Escapes an id as one path segment. Dots are escaped too, because <c>..</c> would be resolved before the request is
    /// sent, and an id such as <c>../account</c> must stay an id.
    /// </summary>
    public static string Segment(string id) => id.Trim('.').Length == 0
        ? id.Replace(".", "%2E", StringComparison.Ordinal)
        : Uri.EscapeDataString(id);
}
