using System.Net;
using System.Net.Http.Headers;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.Json;
using VocaFuse.Options;

namespace VocaFuse.Transport;

/// <summary>Sends requests of the API with the credentials, each attempt as a new message, and reads the responses.</summary>
internal sealed class ApiTransport(VocaFuseClientOptions options, Uri baseAddress, Uri? alternativeAddress = null)
    : HttpSender(options, DecompressionMethods.All)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly ApiCredentials credentials = options.Credentials;

    public Uri BaseAddress { get; private set; } = baseAddress;

    /// <summary>An address that the service may use instead; null if the address is configured or confirmed.</summary>
    public Uri? AlternativeAddress { get; private set; } = alternativeAddress;

    /// <summary>Keeps an address for the connection.</summary>
    public void ConfirmAddress(Uri address)
    {
        BaseAddress = address;
        AlternativeAddress = null;
    }

    /// <summary>Sends a request and reads its response.</summary>
    /// <exception cref="VocaFuseException">The last attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled.</exception>
    public Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> read, IRequestObserver? observer,
        CancellationToken cancellationToken) => RetryAsync(
        request,
        observer,
        credentials.Redactor.With(request.Secret),
        async (context, token) =>
        {
            using var response = await SendAttemptAsync(context, token => SendAsync(context, token), token).ConfigureAwait(false);
            return Read(context, response, read);
        },
        cancellationToken);

    private static T Read<T>(RequestContext context, ApiResponse response, Func<ApiResponse, T> read)
    {
        var request = context.Redacted;
        try
        {
            return response.IsSuccess || IsDeletedBefore(context, response)
                ? read(response)
                : throw ErrorReader.Read(request, response, context.Redactor);
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            throw ExceptionFactory.Unreadable(request, response, failure, context.Redactor);
        }
    }

    /// <summary>Returns true if a deletion finds nothing because an earlier attempt, whose response was lost, may have succeeded.</summary>
    private static bool IsDeletedBefore(RequestContext context, ApiResponse response) =>
        context is { MayHaveBeenApplied: true, Request: { MissingMeansDeleted: true } request }
        && request.Method == HttpMethod.Delete
        && response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private async Task<ApiResponse> SendAsync(RequestContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, Clock);
        return await Exchange.SendAsync(
            context,
            CreateMessage(context.Request),
            timeout,
            failure => ExceptionFactory.TimedOut(context.Redacted, Timeout, failure),
            cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method,
            ServiceAddress.Combine(request.BaseAddress ?? BaseAddress, request.Path, request.Query))
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
        else if (request.CanChange)
        {
            // The handler silently resends a request without content when a pooled connection closes under it. Empty content
            // turns that off, so that a lost response to a DELETE is noticed.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
