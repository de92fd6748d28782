using System.Net;
using System.Threading.Channels;
using VocaFuse.Webhooks;
using VocaFuse.Webhooks.Server;

namespace VocaFuse;

/// <summary>Listens for webhook deliveries, responds to them, and returns verified events one by one.</summary>
/// <remarks>The response to a delivery is 200 after <see cref="ReceivedWebhook.Accept"/> was called for it, and never before.
/// Otherwise it is 503, and the sender may repeat it. A delivery that was accepted before gets 200, and its event is not
/// returned again.</remarks>
public sealed class WebhookListener : IDisposable
{
    private readonly WebhookRequestHandler handler;
    private readonly HttpServer server;
    private readonly Lazy<Task> stopping;

    private WebhookListener(WebhookListenerOptions options)
    {
        handler = new WebhookRequestHandler(options);
        server = HttpServer.Start(options, handler);
        stopping = new Lazy<Task>(() => Task.Run(StopServerAsync));
    }

    /// <summary>Gets the addresses and the port that the listener uses.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints => server.Endpoints;

    /// <summary>Gets whether a remembered delivery was evicted that could still be repeated; its event would then be returned again.
    /// See <see cref="WebhookListenerOptions.MaximumRememberedDeliveries"/>.</summary>
    public bool HasEvictedDeliveries => handler.HasEvictedDeliveries;

    /// <summary>Gets the number of responses that the log dropped, because there were too many between two calls of
    /// <see cref="TryReadResponse"/>.</summary>
    public long DroppedResponses => handler.DroppedResponses;

    /// <summary>Starts listening.</summary>
    /// <exception cref="VocaFuseListenerException">An address, the port or the certificate cannot be used.</exception>
    /// <exception cref="ArgumentException">One of the <see cref="WebhookListenerOptions.HostNames"/> is not a host name.</exception>
    public static WebhookListener Start(WebhookListenerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WebhookListener(options);
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="timeout">The maximum wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event; null if none arrived in time, or if listening has ended.</returns>
    /// <exception cref="VocaFuseListenerException">Connections are no longer accepted.</exception>
    public async Task<ReceivedWebhook?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var expiry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        expiry.CancelAfter(timeout);
        try
        {
            return await handler.Queue.ReadAsync(expiry.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException ended)
        {
            return ended.InnerException is VocaFuseListenerException failure ? throw failure : null;
        }
    }

    /// <summary>Reads the next response from the log, oldest first. The log keeps the newest thousand.</summary>
    /// <remarks>A response is logged just before it is sent. If sending it fails, another entry without a status follows.</remarks>
    public bool TryReadResponse(out WebhookResponse? response) => handler.Responses.TryRead(out response);

    /// <summary>Ends listening: refuses pending deliveries, sends the last responses, and closes the port.</summary>
    /// <param name="cancellationToken">Cancels the wait; listening ends anyway.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => stopping.Value.WaitAsync(cancellationToken);

    /// <summary>Ends listening, as <see cref="StopAsync"/> does.</summary>
    public void Dispose() => stopping.Value.GetAwaiter().GetResult();

    private async Task StopServerAsync()
    {
        handler.Close();
        await server.DisposeAsync().ConfigureAwait(false);
    }
}
