using System.Net;

namespace VocaFuse.Transport;

/// <summary>Decides which failed requests are sent again, and after which delay.</summary>
internal static class RetryPolicy
{
    /// <summary>
    /// The maximum Retry-After. If the service asks for more, the request fails at once instead of blocking a job for long.
    /// </summary>
    public static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>The maximum delay between two attempts without Retry-After.</summary>
    private static readonly TimeSpan MaximumDelay = TimeSpan.FromSeconds(60);

    /// <summary>Returns the delay before a retry.</summary>
    /// <param name="failure">The outcome of the last attempt.</param>
    /// <param name="first">The delay before the first retry.</param>
    /// <param name="retry">The number of the retry, from 1 on.</param>
    public static TimeSpan Delay(VocaFuseException failure, TimeSpan first, int retry) => failure switch
    {
        // The rate limit gate delays all requests of the connection together.
        VocaFuseRateLimitException => TimeSpan.Zero,
        { RetryAfter: { } retryAfter } => retryAfter,
        _ => Backoff(first, retry),
    };

    /// <summary>Returns the nth of a row of delays: each is twice the one before, with jitter of 50 percent, up to a minute.</summary>
    public static TimeSpan Backoff(TimeSpan first, int n) => TimeSpan.FromSeconds(Math.Min(
        first.TotalSeconds * Math.Pow(2, Math.Min(n - 1, 30)) * (0.5 + Random.Shared.NextDouble()),
        MaximumDelay.TotalSeconds));

    /// <summary>Returns true if the request is sent again after a failure.</summary>
    public static bool ShouldRetry(VocaFuseException failure, RequestContext context)
    {
        if (failure.RetryAfter > MaximumRetryAfter)
        {
            return false;
        }

        // A POST creates something. It is only sent again if it was certainly not applied.
        var isIdempotent = context.Request.IsIdempotent;
        return failure switch
        {
            VocaFuseRateLimitException => !context.IsGivenUp,
            VocaFuseServiceException => isIdempotent && failure.StatusCode is
                HttpStatusCode.RequestTimeout or
                HttpStatusCode.InternalServerError or
                HttpStatusCode.BadGateway or
                HttpStatusCode.ServiceUnavailable or
                HttpStatusCode.GatewayTimeout,
            VocaFuseConnectionException connection => connection.IsTransient && (isIdempotent || !connection.MayHaveBeenApplied),
            VocaFuseTimeoutException => isIdempotent,
            _ => false,
        };
    }
}
