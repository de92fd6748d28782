using System.Net;
using System.Net.Http.Headers;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.Json;

namespace VocaFuse.Transport;

/// <summary>Reads an answer's body into what the caller asked for.</summary>
internal delegate T ResponseReader<out T>(ApiResponse answer);

/// <summary>Sends requests of the API: a fresh message per attempt, with the credentials, and reads the answers.</summary>
internal sealed class ApiTransport(VocaFuseClientOptions options, Uri baseAddress) : HttpSender(options, DecompressionMethods.All)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly ApiCredentials credentials = options.Credentials;

    public Uri BaseAddress { get; } = baseAddress;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="VocaFuseException">The request failed, the last attempt included.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<T> SendAsync<T>(ApiRequest request, ResponseReader<T> read, IRequestObserver? observer, CancellationToken cancellationToken) => RunAsync(
        request, observer, credentials.Redactor.With(request.Secret), (call, token) => AttemptAsync(call, read, token), cancellationToken);

    private async Task<T> AttemptAsync<T>(RequestContext call, ResponseReader<T> read, CancellationToken cancellationToken)
    {
        using var answer = await PassAsync(call, token => SendAsync(call, token), cancellationToken).ConfigureAwait(false);
        answer.EarlierAttemptMayHaveBeenApplied = call.MayHaveBeenApplied;
        return Read(call, answer, read);
    }

    private static T Read<T>(RequestContext call, ApiResponse answer, ResponseReader<T> read)
    {
        var request = call.Request;
        try
        {
            return answer.IsSuccess || IsDoneBefore(request, answer) ? read(answer) : throw ErrorReader.Read(request, answer, call.Redactor);
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            throw ExceptionFactory.Unreadable(request, answer, failure, call.Redactor);
        }
    }

    /// <summary>True where a deletion finds nothing left, because an attempt whose answer was lost may have done it.</summary>
    private static bool IsDoneBefore(ApiRequest request, ApiResponse answer) =>
        request.Method == HttpMethod.Delete
        && answer is { EarlierAttemptMayHaveBeenApplied: true, StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Gone };

    private async Task<ApiResponse> SendAsync(RequestContext call, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(Patience, Clock);
        return await ExchangeAsync(call, CreateMessage(call.Request), expiry, failure => ExceptionFactory.TimedOut(call.Request, Patience, failure), cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, ServiceAddress.Combine(BaseAddress, request.Path, request.Query))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
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
