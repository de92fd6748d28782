using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Polly;
using VocaFuse.Errors;
using VocaFuse.Json;

namespace VocaFuse.Http;

/// <summary>Reads an answer's body into what the caller asked for.</summary>
internal delegate T AnswerReader<out T>(Answer answer);

/// <summary>Sends requests of the API: a fresh message per attempt, through the retry pipeline, failures translated.</summary>
internal sealed class Transport : IDisposable
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("VocaFuse.Call");
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly HttpClient http;
    private readonly ApiCredentials credentials;
    private readonly string userAgent;
    private readonly TimeSpan timeout;
    private readonly int retries;
    private readonly RateGate gate;
    private readonly ResiliencePipeline pipeline;
    private long calls;

    public Transport(VocaFuseClientOptions options, Uri baseAddress)
    {
        BaseAddress = baseAddress;
        credentials = options.Credentials;
        userAgent = options.UserAgent ?? ClientName.Default;
        timeout = options.Timeout;
        retries = options.MaximumRetryCount;
        Clock = options.Clock;
        gate = new RateGate(Clock);
        pipeline = RetryPolicy.Build(options, arguments =>
        {
            arguments.Context.Properties.GetValue(CallKey, null!).OnRetry(arguments.RetryDelay, (VocaFuseException)arguments.Outcome.Exception!, gate);
            return default;
        });
        http = new HttpClient(options.Handler ?? CreateHandler(options.Timeout), disposeHandler: options.Handler is null)
        {
            // Each attempt has its own clock, which also covers the body.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public Uri BaseAddress { get; }

    public TimeProvider Clock { get; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="VocaFuseException">The request failed, the last attempt included.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, AnswerReader<T> read, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var call = new Call(request, observer, credentials.Redactor.With(request.Secret), Interlocked.Increment(ref calls));
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, state) => await state.Transport.AttemptAsync(state.Call, state.Read, context.CancellationToken).ConfigureAwait(false),
                context,
                (Transport: this, Call: call, Read: read)).ConfigureAwait(false);
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
        AutomaticDecompression = DecompressionMethods.All,
        EnableMultipleHttp2Connections = true,
        // A long job must notice when the service's name moves to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = timeout,
    };

    private async Task<T> AttemptAsync<T>(Call call, AnswerReader<T> read, CancellationToken cancellationToken)
    {
        call.Attempt++;
        using var answer = await gate.PassAsync(call, retries > 0, token => ExchangeAsync(call, token), cancellationToken).ConfigureAwait(false);
        answer.EarlierAttemptMayHaveBeenApplied = call.MayHaveBeenApplied;
        return Read(call, answer, read);
    }

    private static T Read<T>(Call call, Answer answer, AnswerReader<T> read)
    {
        var request = call.Request;
        try
        {
            return answer.IsSuccess || IsDoneBefore(request, answer) ? read(answer) : throw ErrorReader.Read(request, answer, call.Redactor);
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            return answer.RepairText() ? Read(call, answer, read) : throw Failures.Unreadable(request, answer, failure, call.Redactor);
        }
    }

    /// <summary>True where a deletion finds nothing left, because an attempt whose answer was lost may have done it.</summary>
    private static bool IsDoneBefore(ApiRequest request, Answer answer) =>
        request.Method == HttpMethod.Delete
        && answer is { EarlierAttemptMayHaveBeenApplied: true, StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Gone };

    private async Task<Answer> ExchangeAsync(Call call, CancellationToken cancellationToken)
    {
        var started = Clock.GetTimestamp();
        Answer? answer = null;
        try
        {
            return answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Observer?.OnNotice(new RequestEnded(
                call.Request.Method.Method, call.Path, call.Attempt, answer?.StatusCode, Clock.GetElapsedTime(started), answer?.RequestId));
        }
    }

    private async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(timeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        HttpResponseMessage? response = null;
        try
        {
            using var message = CreateMessage(call.Request);
            ContentNotice.Sent(call, message);
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var body = await BodyBuffer.ReadAsync(stream, response.Content.Headers.ContentLength, either.Token).ConfigureAwait(false);
                ContentNotice.Received(call, response, body.Written);
                return Answer.Of(response, body, Clock);
            }
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.TimedOut(call.Request, timeout, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException || (response is not null && Failures.IsUnpacking(failure)))
        {
            throw Failures.Broken(call.Request, BaseAddress, response, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, ServiceAddress.Combine(BaseAddress, request.Path, request.Query))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (request.BearerToken is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else
        {
            credentials.Apply(message);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }
        else if (request.Method != HttpMethod.Get)
        {
            // The handler itself sends a request without content again, unseen, when a pooled connection closes under
            // it. An empty content keeps each sending in our hands, so that a lost answer to a DELETE is known as one.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
