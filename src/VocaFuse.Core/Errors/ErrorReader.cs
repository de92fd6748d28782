using System.Globalization;
using System.Net;
using VocaFuse.Credentials;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>Converts an unsuccessful response to an exception, whatever its body contains.</summary>
internal static class ErrorReader
{
    /// <summary>The service's code for an invalid value. In a request without a body, only the ID in the path can be invalid.</summary>
    private const string InvalidValueCode = "2003";

    public static VocaFuseException Read(ApiRequest request, ApiResponse response, Redactor redactor)
    {
        var body = ErrorBody.Parse(response.Body, redactor);
        var serviceMessage = Excerpt.Create(body.Message, redactor);
        var excerpt = serviceMessage is null ? Excerpt.Create(response.Body.Span, redactor) : null;
        var status = (int)response.StatusCode;
        var context = request.CreateErrorContext() with
        {
            StatusCode = response.StatusCode,
            Code = Excerpt.Create(body.Code, redactor),
            ErrorType = Excerpt.Create(body.Type, redactor),
            Details = body.Details,
            RequestId = response.RequestId ?? body.RequestId,
            RetryAfter = response.RetryAfter,
            MayHaveBeenApplied = status >= 500 && request.CanChange,
            Excerpt = excerpt,
        };
        var source = (serviceMessage, excerpt) switch
        {
            ({ } text, _) => $" The service returned: {text.TrimEnd('.')}.",
            (null, { } text) => $" The response is not an error document; it starts with: {text}",
            _ => " The response has no body.",
        };
        var requestId = Excerpt.Create(context.RequestId, redactor) is { } id ? $" Request ID: {id}." : "";
        var resource = ResourceName.Get(request.Resource);
        var subject = request.Subject is null ? resource : $"{resource} '{request.Subject}'";
        var reason = Enum.IsDefined(response.StatusCode) ? response.StatusCode.ToString() : "unknown";
        return status switch
        {
            401 => new VocaFuseAuthenticationException($"The service rejected the credentials (401).{source}", context),
            403 or 404 when IsMissingRoute(request, response, body) => new VocaFuseNotFoundException(
                $"The service has no route {request.Method} {request.Path} ({status}).{source}", context) { IsMissingRoute = true },
            403 => new VocaFusePermissionException(
                $"The API key doesn't have permission for this request: {subject} (403).{source}", context),
            404 or 410 => new VocaFuseNotFoundException($"There is no {subject} ({status}).{source}", context),
            408 or >= 500 => new VocaFuseServiceException(
                $"The service failed with status {status} ({reason}).{source}{requestId}", context),
            409 => new VocaFuseConflictException($"The request conflicts with an existing {subject} (409).{source}", context),
            429 => new VocaFuseRateLimitException(
                $"The service limits the rate of requests (429){DescribeDelay(response)}.{source}", context),
            400 when body.Code == InvalidValueCode && request is { Subject: not null, Body: null } => new VocaFuseInvalidRequestException(
                $"'{request.Subject}' is not a valid {resource} ID (400).{source}", context),
            413 => new VocaFuseInvalidRequestException($"The {subject} is too large for the service (413).{source}", context),
            >= 400 => new VocaFuseInvalidRequestException(
                $"The service rejected the request with status {status} ({reason}).{source}", context),
            >= 300 => new VocaFuseResponseException($"The service responded with a redirect ({status}). Redirects are not followed, "
                + "because the key is only sent to the configured address. Check the base address.", context),
            _ => new VocaFuseResponseException($"The service responded with the unexpected status {status}.{source}", context),
        };
    }

    /// <summary>
    /// Returns true for a 404 of a request without an ID, and for the 403 of a cloud API gateway for an unknown route. The service's own
    /// errors have a code.
    /// </summary>
    private static bool IsMissingRoute(ApiRequest request, ApiResponse response, ErrorBody body) =>
        response.StatusCode == HttpStatusCode.NotFound
            ? request.Subject is null || request.Resource == VocaFuseResource.Upload
            : body is { Code: null, Type: null, Message: "Missing Authentication Token" };

    private static string DescribeDelay(ApiResponse response) => response.RetryAfter is { } delay
        ? string.Create(CultureInfo.InvariantCulture, $" and asks for a delay of {Math.Ceiling(delay.TotalSeconds)} s")
        : "";
}
