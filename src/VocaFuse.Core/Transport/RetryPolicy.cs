using System.Net;
using Polly;
using Polly.Retry;

namespace VocaFuse.Transport;

/// <summary>Decides which failed requests are sent again, and after which delay.</summary>
internal static class RetryPolicy
{
    /// <summary>
    /// The maximum Retry-After. If the service asks for more, the request fails immediately instead of blocking a job for long.
    /// </summary>
    public static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>The maximum delay between two attempts without Retry-After.</summary>
    private static readonly TimeSpan MaximumDelay = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline Build(
        VocaFuseClientOptions options, ResiliencePropertyKey<RequestContext> contextKey, Func<OnRetryArguments<object>, ValueTask> onRetry)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.Clock };
        if (options.MaximumRetryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = MaximumDelay,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is VocaFuseException failure
                    && ShouldRetry(failure, arguments.Context.Properties.GetValue(contextKey, null!))),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Exception switch
                {
                    // The rate limit gate delays all requests of the connection together.
                    VocaFuseRateLimitException => TimeSpan.Zero,
                    VocaFuseException failure => failure.RetryAfter,
                    _ => null,
                }),
                OnRetry = onRetry,
            });
        }

        return builder.Build();
    }

    /// <summary>Returns the length of a rate limit's pause: it doubles with each one in a row, with jitter of 50 percent.</summary>
    public static TimeSpan PauseLength(TimeSpan first, int pausesInARow) => TimeSpan.FromSeconds(Math.Min(
        first.TotalSeconds * Math.Pow(2, pausesInARow - 1) * (0.5 + Random.Shared.NextDouble()),
        MaximumDelay.TotalSeconds));

    private static bool ShouldRetry(VocaFuseException failure, RequestContext context)
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
