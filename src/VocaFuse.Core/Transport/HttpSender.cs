using System.Net;
using Polly;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.RateLimiting;

namespace VocaFuse.Transport;

/// <summary>
/// How requests go out, wherever they go: through the retry pipeline, in their turn, told to the observer, and with every
/// failure translated.
/// </summary>
internal abstract class HttpSender : IDisposable
{
    private static readonly ResiliencePropertyKey<RequestContext> ContextKey = new("VocaFuse.RequestContext");

    private readonly HttpClient http;
    private readonly RateGate gate;
    private readonly ResiliencePipeline pipeline;
    private readonly CancellationTokenSource closing = new();
    private long calls;

    protected HttpSender(VocaFuseClientOptions options, DecompressionMethods decompression)
    {
        UserAgent = options.UserAgent ?? DefaultUserAgent.Default;
        Patience = options.Timeout;
        Clock = options.Clock;
        gate = new RateGate(Clock, options.MaximumRetryCount, options.RetryDelay);
        pipeline = RetryPolicy.Build(options, ContextKey, arguments =>
        {
            arguments.Context.Properties.GetValue(ContextKey, null!).OnRetry(arguments.RetryDelay, (VocaFuseException)arguments.Outcome.Exception!, gate.Remaining);
            return default;
        });
        http = new HttpClient(options.Handler ?? CreateHandler(options.Timeout, decompression), disposeHandler: options.Handler is null)
        {
            // Each attempt has its own clock, which also covers the body.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public TimeProvider Clock { get; }

    protected string UserAgent { get; }

    /// <summary>How long to wait for an answer.</summary>
    protected TimeSpan Patience { get; }

    /// <summary>Closes the connections. Requests that are under way, or wait, fail at once.</summary>
    public void Dispose()
    {
        // It stays usable: who sends through a closed client is told so.
        closing.Cancel();
        http.Dispose();
    }

    /// <summary>Makes a request's attempts, until one succeeds or no further one is worth it.</summary>
    /// <exception cref="VocaFuseException">The request failed, the last attempt included.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    protected async Task<T> RunAsync<T>(
        ApiRequest request, IRequestObserver? observer, Redactor redactor, Func<RequestContext, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var call = new RequestContext(request, observer, redactor, Interlocked.Increment(ref calls));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        var context = ResilienceContextPool.Shared.Get(either.Token);
        context.Properties.Set(ContextKey, call);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, state) => await state.Attempt(state.RequestContext, context.CancellationToken).ConfigureAwait(false),
                context,
                (RequestContext: call, Attempt: attempt)).ConfigureAwait(false);
        }
        catch (Exception failure) when (closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && failure is OperationCanceledException or ObjectDisposedException or VocaFuseConnectionException)
        {
            throw ExceptionFactory.Closed(call, failure);
        }
        catch (VocaFuseException failure)
        {
            failure.Attempts = call.Attempt;
            failure.EarlierMayHaveBeenApplied = call.MayHaveBeenApplied;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Sends one attempt when its turn has come, and tells the observer how it went.</summary>
    protected Task<ApiResponse> PassAsync(RequestContext call, Func<CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken) => gate.PassAsync(
        call,
        async token =>
        {
            var started = Clock.GetTimestamp();
            ApiResponse? answer = null;
            try
            {
                return answer = await send(token).ConfigureAwait(false);
            }
            finally
            {
                call.Observer?.OnRequestEvent(new RequestEnded(call.Request.Method.Method, call.Path, call.Attempt, answer?.StatusCode, Clock.GetElapsedTime(started), answer?.RequestId));
            }
        },
        cancellationToken);

    /// <summary>Sends a message and reads the whole answer.</summary>
    /// <param name="call">The request it belongs to.</param>
    /// <param name="message">The message; it is disposed.</param>
    /// <param name="expiry">Ends the attempt when its time is up.</param>
    /// <param name="expired">What it means that time is up.</param>
    /// <param name="cancellationToken">The caller's.</param>
    protected async Task<ApiResponse> ExchangeAsync(
        RequestContext call, HttpRequestMessage message, CancellationTokenSource expiry, Func<Exception, VocaFuseException> expired, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        var address = message.RequestUri!;
        HttpResponseMessage? response = null;
        try
        {
            using (message)
            {
                RequestContentReporter.Sent(call, message);
                response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
                var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
                await using (stream.ConfigureAwait(false))
                {
                    var body = await ResponseBody.ReadAsync(stream, response.Content.Headers.ContentLength, either.Token).ConfigureAwait(false);
                    RequestContentReporter.Received(call, response, body.Written);
                    return ApiResponse.Of(response, body, Clock);
                }
            }
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw expired(failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException || (response is not null && ExceptionFactory.IsUnpacking(failure)))
        {
            throw ExceptionFactory.Broken(call.Request, address, response, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static SocketsHttpHandler CreateHandler(TimeSpan timeout, DecompressionMethods decompression) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = decompression,
        EnableMultipleHttp2Connections = true,
        // A long job must notice when the service's name moves to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = timeout,
    };
}
