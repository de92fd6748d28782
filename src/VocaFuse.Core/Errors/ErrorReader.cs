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
        var serviceMessage = Excerpt.Of(body.Message, redactor);
        var excerpt = serviceMessage is null ? Excerpt.Of(response.Body, redactor) : null;
        var status = (int)response.StatusCode;
        var context = request.ErrorContext() with
        {
            StatusCode = response.StatusCode,
            Code = Excerpt.Of(body.Code, redactor),
            ErrorType = Excerpt.Of(body.Type, redactor),
            Details = body.Details,
            RequestId = response.RequestId ?? body.RequestId,
            RetryAfter = response.RetryAfter,
            MayHaveBeenApplied = status >= 500 && request.CanChange,
            Excerpt = excerpt,
        };
        var message = Describe(request, response, body, (serviceMessage, excerpt) switch
        {
            ({ } text, _) => $" The service says: {text.TrimEnd('.')}.",
            (null, { } text) => $" The response is not an error document; it starts with: {text}",
            _ => " The response has no body.",
        });
        if (status is 408 or >= 500 && Excerpt.Of(context.RequestId, redactor) is { } requestId)
        {
            message += $" Request ID: {requestId}.";
        }

        return status switch
        {
            403 or 404 when IsMissingRoute(request, response, body) =>
                new VocaFuseNotFoundException(message, context) { IsMissingRoute = true },
            401 => new VocaFuseAuthenticationException(message, context),
            403 => new VocaFusePermissionException(message, context),
            404 or 410 => new VocaFuseNotFoundException(message, context),
            409 => new VocaFuseConflictException(message, context),
            429 => new VocaFuseRateLimitException(message, context),
            408 or >= 500 => new VocaFuseServiceException(message, context),
            >= 400 => new VocaFuseInvalidRequestException(message, context),
            _ => new VocaFuseResponseException(message, context),
        };
    }

    private static string Describe(ApiRequest request, ApiResponse response, ErrorBody body, string serviceMessage)
    {
        var status = (int)response.StatusCode;
        var resource = ResourceName.Of(request.Resource);
        var subject = request.Subject is null ? resource : $"{resource} '{request.Subject}'";
        return status switch
        {
            400 when body.Code == InvalidValueCode && request is { Subject: not null, Body: null } =>
                $"'{request.Subject}' is not a valid {resource} ID (400).{serviceMessage}",
            401 => $"The service rejected the credentials (401).{serviceMessage}",
            403 or 404 when IsMissingRoute(request, response, body) =>
                $"The service has no route {request.Method} {request.Path} ({status}).{serviceMessage}",
            403 => $"The API key doesn't have permission for this request: {subject} (403).{serviceMessage}",
            404 or 410 => $"There is no {subject} ({status}).{serviceMessage}",
            409 => $"The request conflicts with an existing {subject} (409).{serviceMessage}",
            413 => $"The {subject} is too large for the service (413).{serviceMessage}",
            429 => $"The service limits the rate of requests (429){DescribeDelay(response)}.{serviceMessage}",
            408 or >= 500 => $"The service failed with status {status} ({ReasonOf(response.StatusCode)}).{serviceMessage}",
            >= 400 => $"The service rejected the request with status {status} ({ReasonOf(response.StatusCode)}).{serviceMessage}",
            >= 300 => $"The service responded with a redirect ({status}). Redirects are not followed, "
                + "because the key is only sent to the configured address. Check the base address.",
            _ => $"The service responded with the unexpected status {status}.{serviceMessage}",
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

    private static string ReasonOf(HttpStatusCode status) => Enum.IsDefined(status) ? status.ToString() : "unknown";
}
