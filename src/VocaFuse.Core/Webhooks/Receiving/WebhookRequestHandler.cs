using System.Net;
using System.Threading.Channels;

namespace VocaFuse.Webhooks;

/// <summary>Decides what each request is answered, and queues the verified events.</summary>
internal sealed class WebhookRequestHandler : IDisposable
{
    /// <summary>How many requests may wait for the receiver, repetitions of one delivery included.</summary>
    private const int MaximumWaiting = 1024;

    private readonly WebhookListenerOptions options;
    private readonly string path;
    private readonly SenderConnectionLimit places;
    private readonly DeliveryDeduplicator ledger;
    private readonly Channel<ReceivedWebhook> queue;
    private readonly CancellationTokenSource stop = new();
    private int waiting;

    public WebhookRequestHandler(WebhookListenerOptions options)
    {
        this.options = options;
        path = Trimmed(new Uri("http://localhost/" + options.Path.TrimStart('/')).AbsolutePath);
        places = new SenderConnectionLimit(options.MaximumSenders);
        ledger = new DeliveryDeduplicator(options.RememberedDeliveries);
        queue = Channel.CreateBounded<ReceivedWebhook>(options.QueueLength);
    }

    public ChannelReader<ReceivedWebhook> Queue => queue.Reader;

    public bool IsClosed => stop.IsCancellationRequested;

    public async Task<WebhookResponse> AnswerAsync(HttpListenerRequest request)
    {
        var requested = request.Url?.AbsolutePath ?? "";
        var (status, reason, read) = await DecideAsync(request, requested).ConfigureAwait(false);
        return new WebhookResponse(status, reason, request.HttpMethod, requested, read?.DeliveryId, read?.Event);
    }

    /// <summary>Turns away who waits and who comes from now on.</summary>
    public void Close(Exception? failure = null)
    {
        queue.Writer.TryComplete(failure);
        ledger.Close();
        stop.Cancel();
    }

    public void Dispose() => stop.Dispose();

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private static (HttpStatusCode Status, string Reason, WebhookEvent? Event) Refuse(HttpStatusCode status, string reason) => (status, reason, null);

    private async Task<(HttpStatusCode Status, string Reason, WebhookEvent? Event)> DecideAsync(HttpListenerRequest request, string requested)
    {
        if (Trimmed(requested) != path)
        {
            return Refuse(HttpStatusCode.NotFound, "No webhook listens at this path.");
        }

        if (request.HttpMethod != "POST")
        {
            return Refuse(HttpStatusCode.MethodNotAllowed, "Deliveries come with POST.");
        }

        try
        {
            return await ReadBodyAsync(request).ConfigureAwait(false) is { } body
                ? await ReceiveAsync(request, body).ConfigureAwait(false)
                : Refuse(HttpStatusCode.RequestEntityTooLarge, $"The body is larger than {options.MaximumBodySize} bytes.");
        }
        catch (OperationCanceledException)
        {
            return IsClosed
                ? Refuse(HttpStatusCode.ServiceUnavailable, "Listening has ended.")
                : Refuse(HttpStatusCode.RequestTimeout, "The body did not come in time.");
        }
        catch (Exception failure) when (failure is HttpListenerException or IOException or InvalidOperationException)
        {
            return Refuse(HttpStatusCode.BadRequest, "The body broke off.");
        }
#pragma warning disable CA1031 // Nobody says what else the platform's server may throw over hostile bytes; whatever it is, the sender gets no 200.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Refuse(HttpStatusCode.InternalServerError, $"Reading the delivery failed ({failure.GetType().Name}).");
        }
    }

    private async Task<byte[]?> ReadBodyAsync(HttpListenerRequest request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        deadline.CancelAfter(options.BodyTimeout);
        var place = places.Enter(deadline);
        try
        {
            return await RequestBody.ReadAsync(request.InputStream, options.MaximumBodySize, deadline.Token).ConfigureAwait(false);
        }
        finally
        {
            places.Leave(place);
        }
    }

    private async Task<(HttpStatusCode Status, string Reason, WebhookEvent? Event)> ReceiveAsync(HttpListenerRequest request, byte[] body)
    {
        var timestamp = request.Headers[WebhookSignature.TimestampHeader];
        var deliveryId = request.Headers[WebhookSignature.DeliveryIdHeader];
        switch (options.Signature.Check(body, request.Headers[WebhookSignature.SignatureHeader], timestamp, deliveryId, options.MaximumAge))
        {
            case SignatureCheckResult.SignatureMissing:
                return Refuse(HttpStatusCode.Unauthorized, "The delivery carries no signature.");
            case SignatureCheckResult.SignatureWrong:
                return Refuse(HttpStatusCode.Unauthorized, "The signature is wrong.");
            case SignatureCheckResult.TimestampOutOfBounds:
                return Refuse(HttpStatusCode.Unauthorized, "The delivery is too old, or from the future.");
        }

        WebhookEvent read;
        try
        {
            read = WebhookEvent.Parse(body, deliveryId);
        }
        catch (VocaFuseFormatException failure)
        {
            return Refuse(HttpStatusCode.BadRequest, failure.Message);
        }

        // An id without a timestamp is not signed, so that anybody could put another one there: the content counts then.
        var isIdSigned = !string.IsNullOrEmpty(timestamp) && !string.IsNullOrEmpty(deliveryId);
        var key = isIdSigned ? deliveryId! : "=" + options.Signature.Sign(body, timestamp);
        var (status, reason) = await HandOverAsync(key, read).ConfigureAwait(false);
        return (status, reason, read);
    }

    private async Task<(HttpStatusCode Status, string Reason)> HandOverAsync(string key, WebhookEvent read)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MaximumWaiting)
            {
                return (HttpStatusCode.ServiceUnavailable, "Too many deliveries wait already.");
            }

            var outcome = ledger.Enter(key, read, out var added);
            if (added is not null && !queue.Writer.TryWrite(added))
            {
                added.Refuse();
            }

            var isRepetition = added is null && outcome.IsCompleted;
            return await outcome.WaitAsync(options.AnswerTimeout).ConfigureAwait(false)
                ? (HttpStatusCode.OK, isRepetition ? "Received before." : "Received.")
                : (HttpStatusCode.ServiceUnavailable, IsClosed ? "Listening has ended." : "Not taken; deliver it again.");
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
