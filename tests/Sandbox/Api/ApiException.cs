using System.Globalization;

namespace VocaFuse.Sandbox.Api;

/// <summary>An error response of the service. It can be thrown anywhere in the handling of a request.</summary>
internal sealed class ApiException(int status, object code, string message, string? type = null, string? field = null)
    : Exception(message)
{
    public int Status => status;

    /// <summary>True for a body with only a message, as a gateway in front of the service sends it.</summary>
    private bool IsGatewayError { get; init; }

    public static ApiException Malformed(string message) => new(400, 2001, message, "ValidationError");

    public static ApiException Missing(string field) => new(400, 2002, $"The field '{field}' is required.", "ValidationError", field);

    public static ApiException Invalid(string field, string message) => new(400, 2003, message, "ValidationError", field);

    public static ApiException NotFound(string message) => new(404, "NOT_FOUND", message, "NotFoundError");

    public static ApiException Unauthorized(string message, int code = 1001) => new(401, code, message, "AuthenticationError");

    public static ApiException Forbidden(string scope) =>
        new(403, "INSUFFICIENT_PERMISSIONS", $"The key lacks the permission '{scope}'.", "PermissionError");

    public static ApiException Gateway(int status, string message) => new(status, "", message) { IsGatewayError = true };

    /// <summary>Gets the service's usual error for a status.</summary>
    public static ApiException ForStatus(int status) => status switch
    {
        400 => Malformed("The request is invalid."),
        401 => Unauthorized("Invalid API key or secret."),
        403 => Forbidden("voicenotes:read"),
        404 => NotFound("Not found."),
        408 => new(408, "REQUEST_TIMEOUT", "The request took too long.", "TimeoutError"),
        409 => new(409, "CONFLICT", "The request conflicts with the current state.", "ConflictError"),
        413 => new(413, "FILE_TOO_LARGE", "The file is larger than 25 MB.", "ValidationError"),
        429 => new(429, "RATE_LIMIT_EXCEEDED", "Too many requests.", "RateLimitError"),
        503 => new(503, 5003, "The service is temporarily unavailable.", "ServerError"),
        504 => new(504, 5004, "The service did not respond in time.", "ServerError"),
        _ => new(status, 5000, "An internal error occurred.", "ServerError"),
    };

    public void WriteTo(ApiCall call)
    {
        using var json = call.Json(status);
        json.WriteStartObject();
        if (IsGatewayError)
        {
            json.WriteString("message"u8, Message);
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("error"u8);
        if (code is int number)
        {
            json.WriteNumber("code"u8, number);
        }
        else
        {
            json.WriteString("code"u8, Convert.ToString(code, CultureInfo.InvariantCulture));
        }

        json.WriteString("message"u8, Message);
        if (type is not null)
        {
            json.WriteString("type"u8, type);
        }

        if (field is not null)
        {
            json.WriteStartObject("details"u8);
            json.WriteString("field"u8, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
