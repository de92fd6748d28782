using System.Net;

namespace VocaFuse.Transport;

/// <summary>A whole answer, body read. The body is only valid until the answer is disposed.</summary>
internal sealed class ApiResponse(HttpStatusCode statusCode, ResponseBody body) : IDisposable
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    public ReadOnlySpan<byte> Body => body.Written;

    public string? RequestId { get; private init; }

    /// <summary>
    /// How long the service asks to wait, whether it said so in seconds or as a date; null where it does not say, or asks for
    /// nothing: who told a request to slow down does not want the next one at once.
    /// </summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>True where an earlier attempt of the same request may have been carried out.</summary>
    public bool EarlierAttemptMayHaveBeenApplied { get; set; }

    public static ApiResponse Of(HttpResponseMessage response, ResponseBody body, TimeProvider clock) => new(response.StatusCode, body)
    {
        RequestId = RequestIdOf(response),
        RetryAfter = WaitOf(response, clock) is { Ticks: > 0 } wait ? wait : null,
    };

    public static string? RequestIdOf(HttpResponseMessage response) =>
        Header(response, "X-Request-Id") ?? Header(response, "X-VocaFuse-Request-Id");

    public void Dispose() => body.Dispose();

    /// <summary>A date counts from the service's own, where it tells it: the clock of this machine may be wrong.</summary>
    private static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
        _ => null,
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
