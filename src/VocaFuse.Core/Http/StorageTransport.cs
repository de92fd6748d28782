using System.Net;
using System.Net.Http.Headers;
using Polly;
using VocaFuse.Errors;
using VocaFuse.Uploads;

namespace VocaFuse.Http;

/// <summary>
/// Puts bytes to presigned addresses. Whoever answers there is not the service's API: this class has neither key nor token
/// at hand, so that none can get there.
/// </summary>
internal sealed class StorageTransport : IDisposable
{
    /// <summary>The slowest link that has to survive, in bytes a second, once all is handed to the system and on its way.</summary>
    private const double SlowestLink = 32 * 1024;

    private static readonly ResiliencePropertyKey<Call> CallKey = new("VocaFuse.StorageCall");

    private readonly HttpClient http;
    private readonly string userAgent;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly Redactor redactor;
    private readonly int retries;
    private readonly RateGate gate;
    private readonly ResiliencePipeline pipeline;
    private long calls;

    public StorageTransport(VocaFuseClientOptions options)
    {
        userAgent = options.UserAgent ?? ClientName.Default;
        timeout = options.Timeout;
        retries = options.MaximumRetryCount;
        clock = options.Clock;
        redactor = options.Credentials.Redactor;
        gate = new RateGate(clock);
        pipeline = RetryPolicy.Build(options, arguments =>
        {
            arguments.Context.Properties.GetValue(CallKey, null!).OnRetry(arguments.RetryDelay, (VocaFuseException)arguments.Outcome.Exception!, gate);
            return default;
        });
        http = new HttpClient(options.Handler ?? CreateHandler(options.Timeout), disposeHandler: options.Handler is null) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Puts bytes, again and again where the failure is one that may pass; what of them went out before does not count.</summary>
    public async Task PutAsync(StoragePut put, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var call = new Call(new ApiRequest(HttpMethod.Put, put.Place, VocaFuseResource.Upload), observer, redactor.With(put.Address.Query.TrimStart('?')), Interlocked.Increment(ref calls));
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            await pipeline.ExecuteAsync(
                static async (context, state) => await state.Transport.AttemptAsync(state.Put, state.Call, context.CancellationToken).ConfigureAwait(false),
                context,
                (Transport: this, Put: put, Call: call)).ConfigureAwait(false);
        }
        catch (VocaFuseException failure)
        {
            failure.Attempts = call.Attempt;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler CreateHandler(TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = timeout,
    };

    private async Task AttemptAsync(StoragePut put, Call call, CancellationToken cancellationToken)
    {
        call.Attempt++;
        using var content = put.Open();
        try
        {
            using var answer = await gate.PassAsync(call, retries > 0, token => ExchangeAsync(put, call, content, token), cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
            {
                throw StorageErrors.Read(call.Request, answer, call.Redactor);
            }
        }
        catch
        {
            put.OnSent(-content.Sent);
            throw;
        }
    }

    private async Task<Answer> ExchangeAsync(StoragePut put, Call call, FileSegment content, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        Answer? answer = null;
        try
        {
            return answer = await SendAsync(put, call, content, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Observer?.OnNotice(new RequestEnded(call.Request.Method.Method, call.Path, call.Attempt, answer?.StatusCode, clock.GetElapsedTime(started), answer?.RequestId));
        }
    }

    private async Task<Answer> SendAsync(StoragePut put, Call call, FileSegment content, CancellationToken cancellationToken)
    {
        // Not the whole has to fit into the timeout, only each standstill: large files on slow links come through.
        using var standstill = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, standstill.Token);
        content.OnSent = bytes =>
        {
            put.OnSent(bytes);
            // The last bytes lie in the system's buffers for a while, and a slow link takes its time to empty them.
            standstill.CancelAfter(content.Sent < put.Length ? timeout : timeout + TimeSpan.FromSeconds(put.Length / SlowestLink));
        };
        HttpResponseMessage? response = null;
        try
        {
            using var message = CreateMessage(put, content);
            ContentNotice.Sent(call, message);
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var body = await BodyBuffer.ReadAsync(stream, response.Content.Headers.ContentLength, either.Token).ConfigureAwait(false);
                ContentNotice.Received(call, response, body.Written);
                return Answer.Of(response, body, clock);
            }
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.StoodStill(call.Request, timeout, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            throw Failures.Broken(call.Request, put.Address, response, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private HttpRequestMessage CreateMessage(StoragePut put, FileSegment content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(put.MediaType);
        var message = new HttpRequestMessage(HttpMethod.Put, put.Address) { Content = content, Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return message;
    }
}
