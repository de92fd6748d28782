using System.Net;

namespace VocaFuse.Transport;

/// <summary>A response with its whole body.</summary>
internal sealed class ApiResponse(HttpResponseMessage message, ResponseBody body, TimeProvider clock) : IDisposable
{
    public HttpStatusCode StatusCode { get; } = message.StatusCode;

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>The body, which is valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Body => body.Bytes;

    public string? RequestId { get; } = RequestIdOf(message);

    /// <summary>The delay in Retry-After; null if it is missing or not positive, because an immediate retry would fail again.</summary>
    public TimeSpan? RetryAfter { get; } = RetryAfterOf(message, clock) is { Ticks: > 0 } delay ? delay : null;

    public static string? RequestIdOf(HttpResponseMessage message) =>
        Header(message, "X-Request-Id") ?? Header(message, "X-VocaFuse-Request-Id");

    public void Dispose() => body.Dispose();

    /// <summary>A Retry-After date is relative to the response's Date, because the local clock may be wrong.</summary>
    private static TimeSpan? RetryAfterOf(HttpResponseMessage message, TimeProvider clock) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (message.Headers.Date ?? clock.GetUtcNow()),
        _ => null,
    };

    private static string? Header(HttpResponseMessage message, string name) =>
        message.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
