using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using VocaFuse.Credentials;
using VocaFuse.Json;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>Creates the exceptions for failures without an error document: no response, half a response, an unusable response.</summary>
internal static class ExceptionFactory
{
    public static VocaFuseTimeoutException TimedOut(ApiRequest request, TimeSpan timeout, Exception inner) => new(
        string.Create(CultureInfo.InvariantCulture, $"The request timed out: no complete response within {timeout.TotalSeconds:0.###} s."),
        request.CreateErrorContext() with { MayHaveBeenApplied = request.CanChange },
        inner);

    public static VocaFuseTimeoutException Stalled(ApiRequest request, TimeSpan timeout, Exception inner) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"The upload to {request.Path} stalled: no progress for {timeout.TotalSeconds:0.###} s."),
        request.CreateErrorContext() with { MayHaveBeenApplied = true },
        inner);

    /// <summary>Creates the exception for a request that was not sent, because its command has given up on the rate limit.</summary>
    public static VocaFuseRateLimitException NotSent(ApiRequest request, int attempts, TimeSpan delay) => new(
        $"{request.Method} {request.Path} was not sent{(attempts > 0 ? " again" : "")}: "
        + "the service keeps rejecting requests because of its rate limit (429).",
        request.CreateErrorContext() with
        {
            StatusCode = HttpStatusCode.TooManyRequests,
            RetryAfter = delay > TimeSpan.Zero ? delay : null,
        });

    /// <summary>Creates the exception for a request whose client was closed before it was completed.</summary>
    public static VocaFuseConnectionException Closed(RequestContext context, Exception inner) => new(
        "The client was closed before this request was completed.",
        context.Redacted.CreateErrorContext() with
        {
            MayHaveBeenApplied = context.MayHaveBeenApplied || (context.IsInFlight && context.Request.CanChange),
        },
        inner)
    {
        IsClosed = true,
        Attempts = context.Attempt,
    };

    /// <summary>Creates the exception for a response 407, which is from a proxy that did not forward the request.</summary>
    public static VocaFuseConnectionException ProxyCredentialsRequired(ApiRequest request, Uri? proxy) => new(
        ProxyRefusal(proxy, host: null, HttpStatusCode.ProxyAuthenticationRequired),
        request.CreateErrorContext() with { StatusCode = HttpStatusCode.ProxyAuthenticationRequired },
        inner: null)
    {
        IsUnreachable = true,
        IsTransient = false,
        Proxy = proxy,
    };

    /// <summary>Creates the exception for a broken exchange.</summary>
    /// <param name="request">The request.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="proxy">The proxy of the request; null for a direct connection.</param>
    /// <param name="response">The response; null if not even its headers were received.</param>
    /// <param name="failure">The failure.</param>
    public static VocaFuseException Broken(
        ApiRequest request, Uri address, Uri? proxy, HttpResponseMessage? response, Exception failure)
    {
        var context = request.CreateErrorContext() with
        {
            StatusCode = response?.StatusCode,
            RequestId = response is null ? null : ApiResponse.RequestIdOf(response),
        };
        if (IsUnreadableBody(failure))
        {
            return new VocaFuseResponseException($"The response can't be read: {failure.Message}",
                context with { MayHaveBeenApplied = request.CanChange }, failure);
        }

        failure = ProxyPassword.Remove(failure);
        var host = address.IsDefaultPort ? address.IdnHost : address.Authority;
        var kind = (failure as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (kind == HttpRequestError.ProxyTunnelError
            || (proxy is not null && kind is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError))
        {
            return ProxyFailed(request, host, proxy, kind, failure);
        }

        var wasSent = kind is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError);
        var message = kind switch
        {
            HttpRequestError.NameResolutionError => $"Could not resolve host '{host}'.",
            HttpRequestError.ConnectionError => $"Could not connect to '{host}'{SocketErrorOf(failure)}.",
            HttpRequestError.SecureConnectionError => $"Could not establish a trusted connection to '{host}': {TlsErrorOf(failure)}.",
            _ when response is not null => $"The connection to '{host}' was lost before the response was complete.",
            _ => $"The connection to '{host}' was lost before a response was received.",
        };
        return new VocaFuseConnectionException(message, context with { MayHaveBeenApplied = wasSent && request.CanChange }, failure)
        {
            IsUnreachable = !wasSent,
            IsTransient = failure.GetBaseException() is not AuthenticationException,
        };
    }

    /// <summary>
    /// Returns true for the exceptions of the decompressing streams and of bodies that are too large. The Brotli stream
    /// throws InvalidOperationException; ObjectDisposedException, which derives from it, is the exception of a closed client.
    /// </summary>
    public static bool IsUnreadableBody(Exception failure) => failure is InvalidDataException
        or (InvalidOperationException and not ObjectDisposedException);

    /// <summary>Creates the exception for a response whose body is not what the request expects.</summary>
    public static VocaFuseResponseException Unreadable(ApiRequest request, ApiResponse response, Exception failure, Redactor redactor)
    {
        var excerpt = Excerpt.Create(response.Body.Span, redactor);
        var reason = (failure, excerpt) switch
        {
            (JsonTooDeepException, _) => $"the JSON is nested more than {JsonReading.MaximumDepth} levels deep. It starts with: {excerpt}",
            (_, null) => "it is empty",
            _ => $"it starts with: {excerpt}",
        };
        return new VocaFuseResponseException(
            $"The response to {request.Method} {request.Path} ({(int)response.StatusCode}) can't be read; {reason}",
            request.CreateErrorContext() with
            {
                StatusCode = response.StatusCode,
                RequestId = response.RequestId,
                Excerpt = excerpt,
                MayHaveBeenApplied = request.CanChange,
            },
            // The message of the inner exception may quote the document. The excerpt above is redacted.
            inner: failure is System.Text.Json.JsonException { LineNumber: { } line, BytePositionInLine: { } position }
                ? new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Unreadable at line {line + 1}, byte {position}."))
                : null);
    }

    private static VocaFuseConnectionException ProxyFailed(
        ApiRequest request, string host, Uri? proxy, HttpRequestError kind, Exception failure)
    {
        var status = kind == HttpRequestError.ProxyTunnelError ? (failure as HttpRequestException)?.StatusCode : null;
        if (status == HttpStatusCode.ProxyAuthenticationRequired)
        {
            return ProxyCredentialsRequired(request, proxy);
        }

        var message = kind switch
        {
            HttpRequestError.NameResolutionError => $"Could not resolve the {NameOf(proxy)}.",
            HttpRequestError.ConnectionError => $"Could not connect to the {NameOf(proxy)}{SocketErrorOf(failure)}.",
            _ => ProxyRefusal(proxy, host, status),
        };
        return new VocaFuseConnectionException(message, request.CreateErrorContext() with { StatusCode = status }, failure)
        {
            IsUnreachable = true,
            IsTransient = status is null or >= HttpStatusCode.InternalServerError,
            Proxy = proxy,
        };
    }

    /// <summary>Returns what is wrong if a proxy does not connect to a host.</summary>
    public static string ProxyRefusal(Uri? proxy, string? host, HttpStatusCode? status) =>
        status == HttpStatusCode.ProxyAuthenticationRequired
            ? $"The {NameOf(proxy)} requires credentials (407)."
            : $"The {NameOf(proxy)} refused to connect to '{host}'{(status is null ? "" : $" ({(int)status} {status})")}.";

    private static string NameOf(Uri? proxy) => proxy is null ? "proxy" : $"proxy '{proxy.Authority}'";

    /// <summary>Describes why a TLS connection failed. The messages of .NET name its enumerations and its parser.</summary>
    public static string TlsErrorOf(Exception failure)
    {
        var text = failure.GetBaseException().Message;
        return Has("RemoteCertificateNameMismatch") ? "its certificate is for another name"
            : Has("NotTimeValid") ? "its certificate has expired or is not valid yet"
            : Has("RemoteCertificateNotAvailable") ? "it has no certificate"
            : Has("certificate") ? "the issuer of its certificate is not trusted"
            : "it does not use TLS. The address may be that of a plain HTTP port";

        bool Has(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static string SocketErrorOf(Exception failure) => failure.GetBaseException() is SocketException socket
        ? $" ({SocketErrorText.Describe(socket) ?? socket.SocketErrorCode.ToString()})" : "";
}
