namespace VocaFuse.Webhooks.Server;

/// <summary>The request line and the headers of a request.</summary>
internal sealed class RequestHead
{
    public required string Method { get; init; }

    /// <summary>The path as it was sent, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The host of the request target or of the Host header; null for HTTP/1.0 without a host.</summary>
    public required string? Host { get; init; }

    /// <summary>The length of the body; null if it is sent in chunks or not announced.</summary>
    public required long? ContentLength { get; init; }

    public required bool IsChunked { get; init; }

    /// <summary>True if the sender waits for 100 Continue before it sends the body.</summary>
    public required bool ExpectsContinue { get; init; }

    /// <summary>The headers. A repeated header keeps its first value; repeating a header that frames the request is an error.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the value of a header; null if the request does not have it.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
