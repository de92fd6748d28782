using System.Net;
using Polly;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.Options;
using VocaFuse.RateLimiting;

namespace VocaFuse.Transport;

/// <summary>
/// Sends requests to any host: retries them, keeps to the rate limit, reports them to the observer and translates failures.
/// </summary>
internal abstract class HttpSender : IDisposable
{
    private static readonly ResiliencePropertyKey<RequestContext> ContextKey = new("VocaFuse.RequestContext");

    private readonly HttpClient http;
    private readonly RateLimitGate rateLimit;
    private readonly ResiliencePipeline pipeline;

    /// <summary>Canceled by <see cref="Dispose"/>, and not disposed itself, so that later requests fail with a clear error.</summary>
    private readonly CancellationTokenSource closing = new();
    private long requestCount;

    protected HttpSender(VocaFuseClientOptions options, DecompressionMethods decompression)
    {
        UserAgent = options.UserAgent ?? DefaultUserAgent.Value;
        Timeout = options.Timeout;
        Clock = options.Clock;
        rateLimit = new RateLimitGate(Clock, options.MaximumRetryCount, options.RetryDelay);
        pipeline = RetryPolicy.Build(options, ContextKey, arguments =>
        {
            var failure = (VocaFuseException)arguments.Outcome.Exception!;
            arguments.Context.Properties.GetValue(ContextKey, null!).OnRetry(failure, arguments.RetryDelay, rateLimit.Remaining);
            return default;
        });
        Proxy = new ProxySettings(options);
        var handler = options.Handler ?? CreateHandler(options.Timeout, decompression, Proxy);
        http = new HttpClient(handler, disposeHandler: options.Handler is null)
        {
            // Each attempt has its own timeout, which also covers the body.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        Exchange = new HttpExchange(http, Proxy, Clock);
    }

    public TimeProvider Clock { get; }

    /// <summary>The proxy of all requests.</summary>
    public ProxySettings Proxy { get; }

    protected string UserAgent { get; }

    protected HttpExchange Exchange { get; }

    /// <summary>The maximum duration of an attempt; for uploads, the maximum time without progress.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Closes the connections. Requests in flight and waiting requests fail immediately.</summary>
    public void Dispose()
    {
        closing.Cancel();
        http.Dispose();
    }

    /// <summary>Makes attempts until one succeeds or its failure is not retried.</summary>
    /// <exception cref="VocaFuseException">The last attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled.</exception>
    protected async Task<T> RetryAsync<T>(
        ApiRequest request, IRequestObserver? observer, Redactor redactor, Func<RequestContext, CancellationToken, Task<T>> attempt,
        CancellationToken cancellationToken)
    {
        var context = new RequestContext(request, observer, redactor, Interlocked.Increment(ref requestCount));
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        var resilience = ResilienceContextPool.Shared.Get(linked.Token);
        resilience.Properties.Set(ContextKey, context);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (resilience, state) => await state.Attempt(state.Context, resilience.CancellationToken).ConfigureAwait(false),
                resilience,
                (Context: context, Attempt: attempt)).ConfigureAwait(false);
        }
        catch (Exception failure) when (closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && failure is OperationCanceledException or ObjectDisposedException or VocaFuseConnectionException)
        {
            throw ExceptionFactory.Closed(context, failure);
        }
        catch (VocaFuseException failure)
        {
            failure.Attempts = context.Attempt;
            failure.EarlierMayHaveBeenApplied = context.MayHaveBeenApplied;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    /// <summary>Sends one attempt as soon as the rate limit allows it, and reports its end to the observer.</summary>
    protected Task<ApiResponse> SendAttemptAsync(
        RequestContext context, Func<CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken) =>
            rateLimit.SendAsync(
        context,
        async token =>
        {
            var started = Clock.GetTimestamp();
            ApiResponse? response = null;
            try
            {
                return response = await send(token).ConfigureAwait(false);
            }
            finally
            {
                context.Observer?.OnRequestEvent(new RequestEnded(
                    context.Request.Method.Method, context.Path, context.Attempt, response?.StatusCode, Clock.GetElapsedTime(started),
                    response?.RequestId));
            }
        },
        cancellationToken);

    private static SocketsHttpHandler CreateHandler(TimeSpan timeout, DecompressionMethods decompression, ProxySettings proxy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = decompression,
            EnableMultipleHttp2Connections = true,
            // A long job must notice that the host's address has changed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = timeout,
        };
        proxy.Apply(handler);
        return handler;
    }
}
