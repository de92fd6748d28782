using System.Net;

namespace VocaFuse.Webhooks.Server;

/// <summary>The exception for a request that cannot be read. Its response is <see cref="Response"/>.</summary>
internal sealed class RequestRejectedException(HttpStatusCode statusCode, string reason) : Exception(reason)
{
    public HttpResponse Response { get; } = new(statusCode, reason);
}
