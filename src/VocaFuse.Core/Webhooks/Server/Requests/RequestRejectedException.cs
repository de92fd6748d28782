using System.Net;

namespace VocaFuse.Webhooks.Server;

/// <summary>The request cannot be read, and is answered with <see cref="Response"/>.</summary>
internal sealed class RequestRejectedException(HttpStatusCode statusCode, string reason) : Exception(reason)
{
    public HttpResponse Response { get; } = new(statusCode, reason);
}
