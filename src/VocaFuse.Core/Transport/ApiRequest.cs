using VocaFuse.Errors;

namespace VocaFuse.Transport;

/// <summary>One call of the API before it is sent. It can be sent again: nothing in it is used up by an attempt.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, VocaFuseResource Resource)
{
    /// <summary>The query with its question mark, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>The JSON body, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A secret inside the body, which no message may repeat; null where there is none.</summary>
    public string? Secret { get; init; }

    /// <summary>A front-end token. Where given, it takes the place of the key headers.</summary>
    public string? BearerToken { get; init; }

    /// <summary>What the caller asked for by name or id, for messages; null where there is none.</summary>
    public string? Subject { get; init; }

    /// <summary>True where a second sending does no harm, whatever became of the first.</summary>
    public bool IsIdempotent => Method != HttpMethod.Post;

    /// <summary>What every failure of this request has in common.</summary>
    public ErrorContext ErrorContext() => new() { Resource = Resource, Method = Method.Method, Path = Path };

    /// <summary>
    /// Makes one path segment of an id. Dots are escaped too: <c>..</c> would be resolved away before it is sent, and
    /// <c>../account</c> has to stay an id that does not exist.
    /// </summary>
    public static string Segment(string id) => id.Trim('.').Length == 0
        ? id.Replace(".", "%2E", StringComparison.Ordinal)
        : Uri.EscapeDataString(id);
}
