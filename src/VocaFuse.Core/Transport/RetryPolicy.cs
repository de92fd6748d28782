using System.Net;
using Polly;
using Polly.Retry;

namespace VocaFuse.Transport;

/// <summary>Which failures are worth another try, and how long to wait before it.</summary>
internal static class RetryPolicy
{
    /// <summary>
    /// The longest wait the service can impose. Where it asks for more, the request fails at once and the error tells
    /// how long: a job that sleeps for an hour without a word helps nobody.
    /// </summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait between two attempts where the service does not say how long.</summary>
    public static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline Build(VocaFuseClientOptions options, ResiliencePropertyKey<RequestContext> call, Func<OnRetryArguments<object>, ValueTask> onRetry)
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
                MaxDelay = LongestBackOff,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is VocaFuseException failure && IsWorthAnotherTry(failure, arguments.Context.Properties.GetValue(call, null!))),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Exception switch
                {
                    // All wait for that together, at the gate.
                    VocaFuseRateLimitException => TimeSpan.Zero,
                    VocaFuseException failure => failure.RetryAfter,
                    _ => null,
                }),
                OnRetry = onRetry,
            });
        }

        return builder.Build();
    }

    private static bool IsWorthAnotherTry(VocaFuseException failure, RequestContext call)
    {
        if (failure.RetryAfter > LongestRetryAfter)
        {
            return false;
        }

        // A POST creates something. Sent twice, it creates it twice, so it is only sent again where it surely was not carried out.
        var isRepeatable = failure.Method != HttpMethod.Post.Method;
        return failure switch
        {
            VocaFuseRateLimitException => !call.IsGivenUp,
            VocaFuseServiceException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => isRepeatable,
            VocaFuseConnectionException connection => isRepeatable ? connection.IsTransient : !connection.MayHaveBeenApplied && connection.IsTransient,
            VocaFuseTimeoutException => isRepeatable,
            _ => false,
        };
    }
}
