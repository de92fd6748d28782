using System.Globalization;
using System.Net;
using System.Security.Authentication;
using VocaFuse.Credentials;
using VocaFuse.Json;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>The failures that no error document describes: no answer, half an answer, an answer that says nothing.</summary>
internal static class ExceptionFactory
{
    public static VocaFuseTimeoutException TimedOut(ApiRequest request, TimeSpan timeout, Exception inner) => new(
        string.Create(CultureInfo.InvariantCulture, $"No whole answer came within {timeout.TotalSeconds:0.###} s."),
        request.ErrorContext() with { MayHaveBeenApplied = request.Method != HttpMethod.Get },
        inner);

    public static VocaFuseTimeoutException StoodStill(ApiRequest request, TimeSpan timeout, Exception inner) => new(
        string.Create(CultureInfo.InvariantCulture, $"The upload to {request.Path} stood still for {timeout.TotalSeconds:0.###} s."),
        request.ErrorContext() with { MayHaveBeenApplied = true },
        inner);

    /// <summary>The service limits the rate of requests and goes on doing so; this one was not worth sending.</summary>
    public static VocaFuseRateLimitException NotSent(ApiRequest request, int attempts, TimeSpan wait) => new(
        $"{request.Method} {request.Path} was not sent{(attempts > 0 ? " again" : "")}: the service is limiting the rate of requests (429), and goes on refusing one after the other.",
        request.ErrorContext() with { StatusCode = HttpStatusCode.TooManyRequests, RetryAfter = wait > TimeSpan.Zero ? wait : null });

    /// <summary>The client was closed before the request was through.</summary>
    public static VocaFuseConnectionException Closed(RequestContext call, Exception inner) => new(
        "The client was closed while this request was under way.",
        call.Request.ErrorContext() with { MayHaveBeenApplied = call.MayHaveBeenApplied || (call.IsInFlight && call.Request.Method != HttpMethod.Get) },
        inner)
    {
        IsClosed = true,
        Attempts = call.Attempt,
    };

    /// <summary>The exchange broke; the response is null where not even its head came.</summary>
    public static VocaFuseException Broken(ApiRequest request, Uri address, HttpResponseMessage? response, Exception failure)
    {
        var facts = request.ErrorContext() with { StatusCode = response?.StatusCode, RequestId = response is null ? null : ApiResponse.RequestIdOf(response) };
        if (IsUnpacking(failure))
        {
            return new VocaFuseResponseException($"The answer cannot be read: {failure.Message}", facts with { MayHaveBeenApplied = request.Method != HttpMethod.Get }, failure);
        }

        var where = address.GetLeftPart(UriPartial.Authority);
        var kind = (failure as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var isSent = kind is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
        var message = kind switch
        {
            HttpRequestError.NameResolutionError => $"The name of {where} does not resolve.",
            HttpRequestError.ConnectionError => $"{where} does not take connections.",
            HttpRequestError.SecureConnectionError => $"No trusted connection to {where} could be made: {Deepest(failure)}",
            HttpRequestError.ProxyTunnelError => $"The proxy does not connect to {where}: {failure.Message}",
            _ when response is not null => $"The connection to {where} broke in the middle of the answer.",
            _ => $"The connection to {where} broke before an answer came.",
        };
        return new VocaFuseConnectionException(message, facts with { MayHaveBeenApplied = isSent && request.Method != HttpMethod.Get }, failure)
        {
            IsUnreachable = !isSent,
            IsTransient = failure.GetBaseException() is not AuthenticationException,
        };
    }

    /// <summary>
    /// True for what the decompressing streams throw over a body that is not what it claims to be. The one for Brotli
    /// throws InvalidOperationException, as using a closed client does too; that is no failure of the service.
    /// </summary>
    public static bool IsUnpacking(Exception failure) => failure is InvalidDataException or (InvalidOperationException and not ObjectDisposedException);

    public static VocaFuseResponseException Unreadable(ApiRequest request, ApiResponse answer, Exception failure, Redactor redactor)
    {
        var excerpt = Excerpt.Of(answer.Body, redactor);
        var said = (failure, excerpt) switch
        {
            (JsonTooDeepException, _) => $"the JSON is nested more than {JsonReading.MaximumDepth} levels deep. It starts with: {excerpt}",
            (_, null) => "it is empty",
            _ => $"it starts with: {excerpt}",
        };
        return new VocaFuseResponseException(
            $"The answer to {request.Method} {request.Path} ({(int)answer.StatusCode}) cannot be read; {said}",
            request.ErrorContext() with
            {
                StatusCode = answer.StatusCode,
                RequestId = answer.RequestId,
                Excerpt = excerpt,
                MayHaveBeenApplied = request.Method != HttpMethod.Get,
            },
            // Its message may quote the document; the excerpt above is what is safe to show.
            inner: failure is System.Text.Json.JsonException { LineNumber: { } line, BytePositionInLine: { } position }
                ? new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Unreadable at line {line + 1}, byte {position}."))
                : null);
    }

    private static string Deepest(Exception failure) => failure.GetBaseException().Message;
}
