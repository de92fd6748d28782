namespace VocaFuse.Webhooks.Server;

/// <summary>Decides the responses of an <see cref="HttpServer"/>.</summary>
internal interface IHttpRequestHandler
{
    /// <summary>Checks the head of a request.</summary>
    /// <returns>The response; null if the body is needed.</returns>
    HttpResponse? CheckHead(RequestHead head);

    /// <summary>Handles a whole request.</summary>
    Task<HttpResponse> HandleAsync(RequestHead head, ReadOnlyMemory<byte> body);

    /// <summary>Called with each response before it is sent, so that a sender that has its response finds it in the log.</summary>
    /// <param name="head">The head of the request; null if it could not be read.</param>
    /// <param name="response">The response.</param>
    void OnResponse(RequestHead? head, HttpResponse response);

    /// <summary>Called if the server cannot accept connections any more.</summary>
    void OnServerFailed(Exception failure);
}
