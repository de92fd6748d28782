using System.Net;
using VocaFuse.Credentials;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>Turns an answer that is no success into the exception of its kind, whatever its body looks like.</summary>
internal static class ErrorReader
{
    public static VocaFuseException Read(ApiRequest request, ApiResponse answer, Redactor redactor)
    {
        var body = ErrorBody.Parse(answer.Body, redactor);
        var statement = Excerpt.Of(body.Message, redactor);
        var excerpt = statement is null ? Excerpt.Of(answer.Body, redactor) : null;
        var status = (int)answer.StatusCode;
        var facts = request.ErrorContext() with
        {
            StatusCode = answer.StatusCode,
            Code = Excerpt.Of(body.Code, redactor),
            ErrorType = Excerpt.Of(body.Type, redactor),
            Details = body.Details,
            RequestId = answer.RequestId ?? body.RequestId,
            RetryAfter = answer.RetryAfter,
            MayHaveBeenApplied = status >= 500 && request.Method != HttpMethod.Get,
            Excerpt = excerpt,
        };
        var message = Describe(request, answer, statement, excerpt, Excerpt.Of(facts.RequestId, redactor));
        return status switch
        {
            401 => new VocaFuseAuthenticationException(message, facts),
            403 => new VocaFusePermissionException(message, facts),
            404 or 410 => new VocaFuseNotFoundException(message, facts),
            409 => new VocaFuseConflictException(message, facts),
            429 => new VocaFuseRateLimitException(message, facts),
            408 or >= 500 => new VocaFuseServiceException(message, facts),
            >= 400 => new VocaFuseInvalidRequestException(message, facts),
            _ => new VocaFuseResponseException(message, facts),
        };
    }

    private static string Describe(ApiRequest request, ApiResponse answer, string? message, string? excerpt, string? requestId)
    {
        var status = (int)answer.StatusCode;
        var what = request.Subject is null ? ResourceName.Of(request.Resource) : $"{ResourceName.Of(request.Resource)} '{request.Subject}'";
        var said = (message, excerpt) switch
        {
            ({ } text, _) => $" The service says: {text.TrimEnd('.')}.",
            (null, { } text) => $" The answer was no error document; it starts with: {text}",
            _ => " The answer had no body.",
        };
        return status switch
        {
            401 => $"The service refused the credentials (401).{said}",
            403 => $"The key lacks the permission for this: {what} (403).{said}",
            404 or 410 => $"There is no {what} ({status}).{said}",
            409 => $"There is a conflict over the {what} (409).{said}",
            413 => $"The {what} is too large for the service (413).{said}",
            429 => $"The service is limiting the rate of requests (429){WaitOf(answer)}.{said}",
            408 or >= 500 => $"The service failed with status {status} ({ReasonOf(answer.StatusCode)}).{said}{(requestId is null ? "" : $" Its id of the request: {requestId}.")}",
            >= 400 => $"The service refused the request with status {status} ({ReasonOf(answer.StatusCode)}).{said}",
            >= 300 => $"The service answered with a redirect ({status}), which is not followed because the key goes to the configured address only. Check the base address.",
            _ => $"The service answered with the unexpected status {status}.{said}",
        };
    }

    private static string WaitOf(ApiResponse answer) => answer.RetryAfter is { TotalSeconds: > 0 } wait
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and asks for a wait of {Math.Ceiling(wait.TotalSeconds)} s")
        : "";

    private static string ReasonOf(HttpStatusCode status) => Enum.IsDefined(status) ? status.ToString() : "no name";
}
