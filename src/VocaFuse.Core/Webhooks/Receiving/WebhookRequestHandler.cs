using System.Net;
using System.Threading.Channels;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Webhooks;

/// <summary>Decides the response to each delivery, and queues the verified events.</summary>
internal sealed class WebhookRequestHandler : IHttpRequestHandler
{
    private const int LogLength = 1000;

    private readonly WebhookListenerOptions options;
    private readonly string path;
    private readonly DeliveryDeduplicator deduplicator;
    private readonly Channel<ReceivedWebhook> queue;
    private readonly Channel<WebhookResponse> responses = Channel.CreateBounded<WebhookResponse>(
        new BoundedChannelOptions(LogLength) { FullMode = BoundedChannelFullMode.DropOldest });

    private int waiting;
    private volatile bool isClosed;

    public WebhookRequestHandler(WebhookListenerOptions options)
    {
        this.options = options;
        path = Normalize(options.Path.StartsWith('/') ? options.Path : "/" + options.Path);
        deduplicator = new DeliveryDeduplicator(options.MaximumAge, options.MaximumRememberedDeliveries, options.Clock);
        queue = Channel.CreateBounded<ReceivedWebhook>(options.QueueLength);
    }

    /// <summary>Gets the verified events that wait for the receiver.</summary>
    public ChannelReader<ReceivedWebhook> Queue => queue.Reader;

    /// <summary>Gets the newest responses, oldest first.</summary>
    public ChannelReader<WebhookResponse> Responses => responses.Reader;

    public bool HasForgotten => deduplicator.HasForgotten;

    /// <summary>Refuses what waits and what comes from now on.</summary>
    public void Close(VocaFuseListenerException? failure = null)
    {
        isClosed = true;
        queue.Writer.TryComplete(failure);
        deduplicator.Close();
    }

    public HttpResponse? CheckHead(RequestHead head)
    {
        if (options.HostNames.Count > 0 && !options.HostNames.Contains(HostName(head.Host), StringComparer.OrdinalIgnoreCase))
        {
            return new HttpResponse(HttpStatusCode.MisdirectedRequest, "No webhook listens under this host name.");
        }

        if (Normalize(head.Path) != path)
        {
            return new HttpResponse(HttpStatusCode.NotFound, "No webhook listens at this path.");
        }

        if (head.Method != "POST")
        {
            return new HttpResponse(HttpStatusCode.MethodNotAllowed, "Deliveries are sent with POST.");
        }

        if (head.ContentLength is null && !head.IsChunked)
        {
            return new HttpResponse(HttpStatusCode.LengthRequired, "The request has no Content-Length.");
        }

        return head.ContentLength > options.MaximumBodySize
            ? new HttpResponse(HttpStatusCode.RequestEntityTooLarge, "The body is too large.")
            : null;
    }

    public async Task<HttpResponse> HandleAsync(RequestHead head, ReadOnlyMemory<byte> body)
    {
        var timestamp = head.Header(WebhookSignature.TimestampHeader);
        var deliveryId = head.Header(WebhookSignature.DeliveryIdHeader);
        var signature = head.Header(WebhookSignature.SignatureHeader);
        switch (options.Signature.Check(body.Span, signature, timestamp, deliveryId, options.MaximumAge))
        {
            case SignatureCheckResult.SignatureMissing:
                return new HttpResponse(HttpStatusCode.Unauthorized, "The delivery has no signature.");
            case SignatureCheckResult.SignatureWrong:
                var explanation = options.Signature.ExplainMismatch(body.Span, signature, timestamp, deliveryId);
                return new HttpResponse(HttpStatusCode.Unauthorized, explanation ?? "The signature is wrong.");
            case SignatureCheckResult.TimestampOutOfBounds:
                return new HttpResponse(HttpStatusCode.Unauthorized, "The delivery is too old, or from the future.");
        }

        WebhookEvent @event;
        try
        {
            @event = WebhookEvent.Parse(body.Span, deliveryId);
        }
        catch (VocaFuseFormatException failure)
        {
            return new HttpResponse(HttpStatusCode.BadRequest, failure.Message);
        }

        // An id without a timestamp is not part of what is signed, so anybody could replace it.
        var isTimeBound = !string.IsNullOrEmpty(timestamp);
        var key = isTimeBound && !string.IsNullOrEmpty(deliveryId)
            ? DeliveryKey.OfId(deliveryId)
            : DeliveryKey.OfContent(options.Signature.Sign(body.Span, timestamp));
        var (status, reason) = await HandOverAsync(key, isTimeBound, @event).ConfigureAwait(false);
        return new EventResponse(status, reason, @event);
    }

    public void OnResponse(RequestHead? head, HttpResponse response)
    {
        var @event = (response as EventResponse)?.Event;
        responses.Writer.TryWrite(new WebhookResponse(
            response.StatusCode, response.Reason, head?.Method ?? "", Shorten(head?.Path ?? ""), @event?.DeliveryId, @event?.Event));
    }

    public void OnServerFailed(Exception failure) =>
        Close(new VocaFuseListenerException(
            $"Connections are no longer accepted: {failure.Message}", WebhookListenerErrorReason.Broken, failure));

    /// <summary>Makes paths comparable: percent-decoded, without a slash at the end.</summary>
    private static string Normalize(string path)
    {
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Length > 1 ? decoded.TrimEnd('/') : decoded;
    }

    /// <summary>Gets the name of <c>name</c>, <c>name:port</c> or <c>[address]:port</c>.</summary>
    private static string HostName(string? host)
    {
        var text = host ?? "";
        var portStart = text.LastIndexOf(':');
        var name = portStart > text.LastIndexOf(']') ? text[..portStart] : text;
        return name.Trim('[', ']').TrimEnd('.');
    }

    /// <summary>Shortens a path for the log, which a hostile sender could otherwise fill with 16 MB.</summary>
    private static string Shorten(string path)
    {
        const int LongestPath = 200;
        return path.Length > LongestPath ? path[..LongestPath] + "…" : path;
    }

    private async Task<(HttpStatusCode Status, string Reason)> HandOverAsync(DeliveryKey key, bool isTimeBound, WebhookEvent @event)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > options.MaximumWaitingRequests)
            {
                return (HttpStatusCode.ServiceUnavailable, "Too many deliveries wait for the receiver.");
            }

            var delivery = deduplicator.Enter(key, isTimeBound, out var isNew);
            if (isNew && !queue.Writer.TryWrite(new ReceivedWebhook(@event, delivery, deduplicator)))
            {
                deduplicator.Settle(delivery, isAccepted: false);
            }

            var isRepetition = !isNew && delivery.Outcome.IsCompleted;
            return await delivery.Outcome.WaitAsync(options.AcceptTimeout).ConfigureAwait(false)
                ? (HttpStatusCode.OK, isRepetition ? "Received before." : "Received.")
                : (HttpStatusCode.ServiceUnavailable, isClosed ? "Listening has ended." : "Not accepted; deliver it again.");
        }
        catch (TimeoutException)
        {
            return (HttpStatusCode.ServiceUnavailable, "The receiver is busy; deliver it again.");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
