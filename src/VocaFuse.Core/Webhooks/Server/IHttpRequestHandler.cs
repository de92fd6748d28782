namespace VocaFuse.Webhooks.Server;

/// <summary>Decides the responses of an <see cref="HttpServer"/>.</summary>
internal interface IHttpRequestHandler
{
    /// <summary>Checks the head of a request.</summary>
    /// <returns>The response; null if the body is needed.</returns>
    HttpResponse? CheckHead(RequestHead head);

    /// <summary>Handles a complete request.</summary>
    /// <param name="head">The head.</param>
    /// <param name="body">The body. Its memory is reused as soon as this method returns its task.</param>
    Task<HttpResponse> HandleAsync(RequestHead head, ReadOnlySpan<byte> body);

    /// <summary>Called with each response before it is sent: when the sender has the response, it is already in the log.</summary>
    /// <param name="head">The head of the request; null if it could not be read.</param>
    /// <param name="response">The response.</param>
    void OnResponse(RequestHead? head, HttpResponse response);

    /// <summary>Called if no response can be sent, or sending it failed.</summary>
    /// <param name="head">The head of the request; null if it could not be read.</param>
    /// <param name="reason">The reason, in a sentence.</param>
    void OnNoResponse(RequestHead? head, string reason);

    /// <summary>Called if the server can no longer accept connections.</summary>
    void OnServerFailed(Exception failure);
}
