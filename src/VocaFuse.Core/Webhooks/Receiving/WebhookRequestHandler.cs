using System.Net;
using System.Threading.Channels;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Webhooks;

/// <summary>Decides the response to each delivery, and queues the verified events.</summary>
internal sealed class WebhookRequestHandler : IHttpRequestHandler
{
    private readonly WebhookListenerOptions options;
    private readonly string path;
    private readonly HashSet<string> hostNames;
    private readonly DeliveryDeduplicator deduplicator;
    private readonly Channel<ReceivedWebhook> queue;
    private readonly Channel<WebhookResponse> responses;

    /// <summary>The number of requests that wait for the receiver.</summary>
    private int waiting;
    private long droppedResponses;

    /// <summary>True once listening has ended.</summary>
    private volatile bool isClosed;

    public WebhookRequestHandler(WebhookListenerOptions options)
    {
        this.options = options;
        hostNames = [.. options.HostNames.Select(HostNames.NormalizeOption)];
        path = Normalize(options.Path.StartsWith('/') ? options.Path : "/" + options.Path);
        deduplicator = new DeliveryDeduplicator(options.MaximumAge, options.MaximumRememberedDeliveries, options.Clock);
        queue = Channel.CreateBounded<ReceivedWebhook>(options.QueueLength);
        responses = Channel.CreateBounded<WebhookResponse>(
            new BoundedChannelOptions(options.ResponseLogLength) { FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref droppedResponses));
    }

    /// <summary>Gets the verified events that wait for the receiver.</summary>
    public ChannelReader<ReceivedWebhook> Queue => queue.Reader;

    /// <summary>Gets the log of the newest responses, oldest first.</summary>
    public ChannelReader<WebhookResponse> Responses => responses.Reader;

    /// <summary>Gets the number of responses that the log dropped, because there were too many before they were read.</summary>
    public long DroppedResponses => Interlocked.Read(ref droppedResponses);

    public bool HasEvictedDeliveries => deduplicator.HasEvicted;

    /// <summary>Refuses the pending deliveries and all later ones.</summary>
    public void Close(VocaFuseListenerException? failure = null)
    {
        isClosed = true;
        queue.Writer.TryComplete(failure);
        deduplicator.Close();
    }

    public HttpResponse? CheckHead(RequestHead head)
    {
        if (hostNames.Count > 0 && (HostNames.NormalizeRequest(head.Host) is not { } host || !hostNames.Contains(host)))
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

    public Task<HttpResponse> HandleAsync(RequestHead head, ReadOnlySpan<byte> body)
    {
        var timestamp = head.Header(WebhookSignature.TimestampHeader);
        var deliveryId = head.Header(WebhookSignature.DeliveryIdHeader);
        var signature = head.Header(WebhookSignature.SignatureHeader);
        switch (options.Signature.Check(body, signature, timestamp, deliveryId, options.MaximumAge))
        {
            case SignatureCheckResult.SignatureMissing:
                return Refusal(HttpStatusCode.Unauthorized, "The delivery has no signature.");
            case SignatureCheckResult.SignatureWrong:
                var explanation = options.Signature.ExplainMismatch(body, signature, timestamp, deliveryId);
                return Refusal(HttpStatusCode.Unauthorized, explanation ?? "The signature is wrong.");
            case SignatureCheckResult.TimestampOutOfBounds:
                return Refusal(HttpStatusCode.Unauthorized, "The delivery is too old, or from the future.");
        }

        try
        {
            var @event = WebhookEvent.Parse(body, deliveryId);
            var headers = HeaderRedaction.Apply(head.Headers, options.Signature.CreateRedactor());
            var received = new WebhookDelivery(options.Clock.GetUtcNow().LocalDateTime, headers, body.ToArray());

            // An ID without a timestamp is not signed, so a sender could replace it.
            var isTimeBound = !string.IsNullOrEmpty(timestamp);
            var key = isTimeBound && !string.IsNullOrEmpty(deliveryId)
                ? DeliveryKey.FromId(deliveryId)
                : DeliveryKey.FromContent(options.Signature.Sign(body, timestamp));
            return QueueAndWaitAsync(key, isTimeBound, @event, received);
        }
        catch (VocaFuseFormatException failure)
        {
            return Refusal(HttpStatusCode.BadRequest, failure.Message);
        }
    }

    public void OnResponse(RequestHead? head, HttpResponse response) =>
        Log(head, response.StatusCode, response.Reason, (response as EventResponse)?.Event);

    public void OnNoResponse(RequestHead? head, string reason) => Log(head, null, reason, null);

    public void OnServerFailed(Exception failure) =>
        Close(new VocaFuseListenerException(
            $"Connections are no longer accepted: {failure.Message}", WebhookListenerErrorReason.Broken, failure));

    /// <summary>Normalizes a path: percent-decoded, without a slash at the end.</summary>
    private static string Normalize(string path)
    {
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Length > 1 ? decoded.TrimEnd('/') : decoded;
    }

    private static Task<HttpResponse> Refusal(HttpStatusCode status, string reason) =>
        Task.FromResult(new HttpResponse(status, reason));

    private void Log(RequestHead? head, HttpStatusCode? status, string reason, WebhookEvent? @event)
    {
        var requestPath = head?.Path ?? "";
        if (requestPath.Length > options.MaximumLoggedPathLength)
        {
            // A malicious sender could otherwise fill the log with long paths.
            requestPath = requestPath[..options.MaximumLoggedPathLength] + "…";
        }

        responses.Writer.TryWrite(
            new WebhookResponse(status, reason, head?.Method ?? "", requestPath, @event?.DeliveryId, @event?.Event));
    }

    /// <summary>Queues an event and waits until the receiver has accepted or refused it.</summary>
    private async Task<HttpResponse> QueueAndWaitAsync(DeliveryKey key, bool isTimeBound, WebhookEvent @event, WebhookDelivery received)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > options.MaximumWaitingRequests)
            {
                return Busy("Too many deliveries wait for the receiver.");
            }

            var delivery = deduplicator.GetOrAdd(key, isTimeBound, out var isNew);
            if (isNew && !queue.Writer.TryWrite(new ReceivedWebhook(@event, received, delivery, deduplicator)))
            {
                deduplicator.Settle(delivery, isAccepted: false);
            }

            var isRepetition = !isNew && delivery.Outcome.IsCompleted;
            return await delivery.Outcome.WaitAsync(options.AcceptTimeout).ConfigureAwait(false)
                ? new EventResponse(HttpStatusCode.OK, isRepetition ? "Received before." : "Received.", @event)
                : Busy(isClosed ? "Listening has ended." : "Not accepted; deliver it again.");
        }
        catch (TimeoutException)
        {
            return Busy("The receiver is busy; deliver it again.");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        EventResponse Busy(string reason) => new(HttpStatusCode.ServiceUnavailable, reason, @event);
    }
}
