using System.Net;
using System.Runtime.CompilerServices;
using VocaFuse.Errors;
using VocaFuse.Transport;

namespace VocaFuse.RateLimiting;

/// <summary>
/// Sends the requests of a connection to one host and pauses all of them after a 429 (Too Many Requests). A command that has more
/// pauses in a row than a request has retries gives up: its requests fail without being sent until the last pause ends.
/// </summary>
/// <remarks>
/// <code>
/// State     Event                       Next state
/// Open      429                         Paused for Retry-After, or for a delay that doubles
/// Paused    429 of an earlier request   Paused until the later end
/// Paused    end of the pause            HalfOpen with one permit
/// HalfOpen  response other than 429     HalfOpen with one more permit, Open beyond MaximumPermits
/// HalfOpen  429                         Paused
/// </code>
/// The limiters of System.Threading.RateLimiting have a fixed number of permits and no pause, so none of them fits.
/// </remarks>
/// <param name="clock">The clock. Pauses use its timestamps, because the time of day can be set back.</param>
/// <param name="maximumRetryCount">The number of retries of a request; 0 turns pauses off.</param>
/// <param name="retryDelay">The length of the first pause if there is no Retry-After.</param>
internal sealed class RateLimitGate(TimeProvider clock, int maximumRetryCount, TimeSpan retryDelay)
{
    private const int MaximumPermits = 64;

    /// <summary>A timer can fire up to 20 ms early; do not queue the request again for that.</summary>
    private static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(20);

    private readonly object sync = new();

    /// <summary>The numbers of the waiting requests. The oldest is sent first, so that none is rejected again and again.</summary>
    private readonly SortedSet<long> waiting = [];

    /// <summary>Requests are grouped into commands by observer instance; a request without an observer is its own group.</summary>
    private readonly ConditionalWeakTable<object, CommandRateLimit> commands = [];

    /// <summary>Completed and replaced whenever a waiting request may be able to continue.</summary>
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The state, which changes as in the table above.</summary>
    private RateLimitState state;

    /// <summary>The maximum number of requests in flight in state HalfOpen.</summary>
    private int permits;

    /// <summary>The number of requests in flight in any state.</summary>
    private int inUse;

    /// <summary>The timestamp of the clock at which the pause ends; in the past if there is none.</summary>
    private long pausedUntil = clock.GetTimestamp();

    /// <summary>The number of pauses so far. Requests sent before the same pause are refused together, which counts once.</summary>
    private int pauseCount;

    /// <summary>The number of pauses when the service last accepted a request. Pauses in a row are counted from there.</summary>
    private int acceptedAtPause;

    /// <summary>The time until the pause ends; zero if there is none.</summary>
    public TimeSpan Remaining => Until(Volatile.Read(ref pausedUntil));

    /// <summary>Sends a request as soon as the rate limit allows it.</summary>
    /// <exception cref="VocaFuseRateLimitException">The command has given up, and the request was not sent.</exception>
    public async Task<ApiResponse> SendAsync(
        RequestContext context, Func<CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken)
    {
        var command = commands.GetValue(context.Observer ?? (object)context, _ => new CommandRateLimit { PausesAtStart = pauseCount });
        var sentAtPause = await AcquireAsync(context, command, cancellationToken).ConfigureAwait(false);
        context.Attempt++;
        context.IsInFlight = true;
        ApiResponse? response = null;
        try
        {
            response = await send(cancellationToken).ConfigureAwait(false);
            context.IsInFlight = false;
            return response;
        }
        finally
        {
            Release(context, command, sentAtPause, response);
        }
    }

    /// <summary>Waits for a permit and returns the number of pauses at that time.</summary>
    private async Task<int> AcquireAsync(RequestContext context, CommandRateLimit command, CancellationToken cancellationToken)
    {
        // The retry of a request that got a 429 itself has been announced with the length of the pause.
        var announced = context.WasRateLimited ? Volatile.Read(ref pausedUntil) : 0;
        lock (sync)
        {
            waiting.Add(context.Number);
        }

        try
        {
            while (true)
            {
                Task change;
                lock (sync)
                {
                    if (BlockedFor(command) is { } wait)
                    {
                        context.IsGivenUp = true;
                        throw ExceptionFactory.NotSent(context.Redacted, context.Attempt, wait);
                    }

                    if (waiting.Min == context.Number
                        && (state == RateLimitState.Open || (state == RateLimitState.HalfOpen && inUse < permits)))
                    {
                        inUse++;
                        return pauseCount;
                    }

                    if (Remaining > TimeSpan.Zero && announced != pausedUntil)
                    {
                        announced = pausedUntil;
                        context.OnDelayed(Remaining);
                    }

                    change = changed.Task;
                }

                await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (sync)
            {
                waiting.Remove(context.Number);
                WakeWaiting();
            }
        }
    }

    private void Release(RequestContext context, CommandRateLimit command, int sentAtPause, ApiResponse? response)
    {
        lock (sync)
        {
            inUse--;
            if (response?.StatusCode == HttpStatusCode.TooManyRequests && maximumRetryCount > 0)
            {
                OnRefused(command, sentAtPause, response.RetryAfter);
                context.IsGivenUp = BlockedFor(command) is not null;
            }
            else if (response is not null && sentAtPause == pauseCount)
            {
                acceptedAtPause = pauseCount;
                state = state == RateLimitState.HalfOpen && ++permits > MaximumPermits ? RateLimitState.Open : state;
            }

            WakeWaiting();
        }
    }

    private void OnRefused(CommandRateLimit command, int sentAtPause, TimeSpan? retryAfter)
    {
        if (retryAfter > RetryPolicy.MaximumRetryAfter)
        {
            // Retry-After exceeds the maximum; block this command for five minutes, then allow a new attempt.
            command.BlockedUntil = After(RetryPolicy.MaximumRetryAfter);
            command.RetryAt = After(retryAfter.Value);
            return;
        }

        pauseCount += sentAtPause == pauseCount ? 1 : 0;
        var delay = retryAfter ?? RetryPolicy.PauseLength(retryDelay, PausesInARow(command));
        Volatile.Write(ref pausedUntil, Math.Max(pausedUntil, After(delay)));
        if (state != RateLimitState.Paused)
        {
            state = RateLimitState.Paused;
            _ = ResumeAsync();
        }
    }

    private async Task ResumeAsync()
    {
        while (true)
        {
            lock (sync)
            {
                // Another 429 can put off the end of the pause.
                if (Remaining == TimeSpan.Zero)
                {
                    state = RateLimitState.HalfOpen;
                    permits = 1;
                    WakeWaiting();
                    return;
                }
            }

            await Task.Delay(Remaining, clock).ConfigureAwait(false);
        }
    }

    private void WakeWaiting()
    {
        if (waiting.Count > 0)
        {
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Returns how long the service refuses the requests of a command that has given up; null if it has not.</summary>
    private TimeSpan? BlockedFor(CommandRateLimit command)
    {
        if (Until(command.BlockedUntil) > TimeSpan.Zero)
        {
            return Until(command.RetryAt);
        }

        if (PausesInARow(command) > maximumRetryCount)
        {
            if (Remaining is { Ticks: > 0 } pause)
            {
                return pause;
            }

            // The pause is over: the command starts again with all its retries.
            command.PausesAtStart = pauseCount;
        }

        return null;
    }

    private int PausesInARow(CommandRateLimit command) => pauseCount - Math.Max(command.PausesAtStart, acceptedAtPause);

    private long After(TimeSpan delay) => clock.GetTimestamp() + (long)(delay.TotalSeconds * clock.TimestampFrequency);

    private TimeSpan Until(long timestamp) => clock.GetElapsedTime(clock.GetTimestamp(), timestamp) is var time && time < TimerTolerance
        ? TimeSpan.Zero : time;
}
