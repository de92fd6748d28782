using System.Net;
using System.Text;
using System.Threading.Channels;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>Listens for webhook deliveries, answers them, and hands verified events over one by one.</summary>
/// <remarks>A delivery is answered 200 once <see cref="ReceivedWebhook.Accept"/> was called for it, and 503 where that
/// does not happen: its sender may deliver it again. One that was accepted before is answered 200 and not handed over
/// again.</remarks>
public sealed class WebhookListener : IDisposable
{
    private const int LogLength = 1000;
    private const string RetryAfter = "10";

    /// <summary>How long the last answers may take at the end.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly HttpListener http;
    private readonly WebhookRequestHandler reception;
    private readonly Channel<WebhookResponse> answers = Channel.CreateBounded<WebhookResponse>(new BoundedChannelOptions(LogLength) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> closing;
    private int active = 1;

    private WebhookListener(WebhookListenerOptions options, HttpListener http)
    {
        this.http = http;
        reception = new WebhookRequestHandler(options);
        closing = new Lazy<Task>(() => Task.Run(CloseAsync));
        _ = AcceptAsync();
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="VocaFuseListenerException">The address or the port cannot be had.</exception>
    public static WebhookListener Start(WebhookListenerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WebhookListener(options, ListenerFactory.Start(options.Addresses, options.Port));
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event; null where none came in time, or where listening has ended.</returns>
    /// <exception cref="VocaFuseListenerException">The platform's server has failed.</exception>
    public async Task<ReceivedWebhook?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var expiry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        expiry.CancelAfter(timeout);
        try
        {
            return await reception.Queue.ReadAsync(expiry.Token).ConfigureAwait(false);
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

    /// <summary>Tells what senders were answered, oldest first; of more than a thousand that nobody asked for, the newest.</summary>
    public bool TryReadResponse(out WebhookResponse? answer) => answers.Reader.TryRead(out answer);

    /// <summary>Ends listening: what was not accepted is refused, the last answers go out, and the port is free.</summary>
    /// <param name="cancellationToken">Ends the wait for it; listening ends all the same.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => closing.Value.WaitAsync(cancellationToken);

    /// <summary>Ends listening, as <see cref="StopAsync"/> does.</summary>
    public void Dispose() => closing.Value.GetAwaiter().GetResult();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var context = await http.GetContextAsync().ConfigureAwait(false);
                Interlocked.Increment(ref active);
                _ = HandleAsync(context);
            }
            catch (Exception failure) when (failure is HttpListenerException or InvalidOperationException)
            {
                // At the end of listening that is how it ends.
                reception.Close(reception.IsClosed ? null : ListenerFactory.Broken(failure));
                return;
            }
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        // What follows may take its time before it first waits; the next request is not to wait for it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var answer = await reception.AnswerAsync(context.Request).ConfigureAwait(false);
            await ReplyAsync(context.Response, answer).ConfigureAwait(false);
            answers.Writer.TryWrite(answer);
        }
        finally
        {
            Leave();
        }
    }

    private static async Task ReplyAsync(HttpListenerResponse response, WebhookResponse answer)
    {
        try
        {
            // First of all: a response that is closed without a status would go out as 200.
            response.StatusCode = (int)answer.StatusCode;
            response.ContentType = "text/plain; charset=utf-8";
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                // The platform's server would wait for the rest of a body that nobody wants.
                response.KeepAlive = false;
            }

            if (answer.StatusCode == HttpStatusCode.MethodNotAllowed)
            {
                response.Headers["Allow"] = "POST";
            }
            else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                response.Headers["Retry-After"] = RetryAfter;
            }

            var text = Encoding.UTF8.GetBytes(answer.Reason);
            response.ContentLength64 = text.Length;
            await response.OutputStream.WriteAsync(text.AsMemory()).AsTask().WaitAsync(Goodbye).ConfigureAwait(false);
            response.Close();
        }
        catch (Exception failure) when (failure is HttpListenerException or IOException or InvalidOperationException or TimeoutException)
        {
            // The sender is gone, or does not listen: it cannot be told what became of its delivery.
            response.Abort();
        }
    }

    private async Task CloseAsync()
    {
        reception.Close();
        Leave();
        try
        {
            await idle.Task.WaitAsync(Goodbye).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A sender that does not take its answer in that time gets none.
        }

        http.Close();
        reception.Dispose();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref active) == 0)
        {
            idle.TrySetResult();
        }
    }
}
