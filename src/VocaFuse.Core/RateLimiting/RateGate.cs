using System.Net;
using System.Runtime.CompilerServices;
using VocaFuse.Errors;
using VocaFuse.Transport;

namespace VocaFuse.RateLimiting;

/// <summary>
/// Every request of a connection passes it. Once one of them was told to slow down, all wait together instead of each
/// running into the limit by itself. Then one goes ahead, and as long as they get through, more and more go at once. A
/// command that has waited in vain as often as a request has attempts gives up altogether: those of its requests that wait,
/// and those that would still come before the wait is over. A new command has tries of its own.
/// </summary>
/// <remarks>It counts on the clock's counter, not on the time of day: a clock that is set back must not prolong a wait.</remarks>
/// <param name="clock">The clock.</param>
/// <param name="retries">How many times a request that is told to slow down is sent again.</param>
/// <param name="delay">How long to wait after the first refusal where the service does not say; longer after each further one.</param>
internal sealed class RateGate(TimeProvider clock, int retries, TimeSpan delay)
{
    /// <summary>With so many at once on their way again, the limit is past.</summary>
    private const int Plenty = 64;

    /// <summary>Timers end a little early, by their own resolution. Who has waited is not sent to wait again for that.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly object turns = new();
    private readonly PriorityQueue<Turn, long> waiting = new();

    /// <summary>Who watches requests is the command that they belong to. A request that nobody watches is one by itself.</summary>
    private readonly ConditionalWeakTable<IRequestObserver, RateStreak> commands = [];
    private int places = int.MaxValue;
    private int taken;
    private int successes;
    private int success;
    private int round;
    private bool opensLater;
    private long openAt = clock.GetTimestamp();

    /// <summary>How long a request has to wait now; zero for not at all.</summary>
    public TimeSpan Remaining => Until(Volatile.Read(ref openAt));

    /// <summary>Sends a request when its turn has come, and keeps those behind it back where the answer asks for that.</summary>
    /// <param name="call">The request.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="VocaFuseRateLimitException">The limit lasts, and the request was not sent.</exception>
    public async Task<ApiResponse> PassAsync(RequestContext call, Func<CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken)
    {
        var streak = call.Observer is null ? call.Streak : commands.GetValue(call.Observer, static _ => new RateStreak());
        if (await EnterAsync(call.Number, cancellationToken, call, streak).ConfigureAwait(false) is not { } entered)
        {
            call.IsGivenUp = true;
            throw ExceptionFactory.NotSent(call.Request, call.Attempt, Until(streak.AskedUntil));
        }

        call.Attempt++;
        call.IsInFlight = true;
        bool? isLimited = null;
        try
        {
            var answer = await send(cancellationToken).ConfigureAwait(false);
            call.IsInFlight = false;
            isLimited = answer.StatusCode == HttpStatusCode.TooManyRequests;
            if (isLimited == true && retries > 0)
            {
                // Before the turn goes to the next one, which would be refused too.
                OnRefused(call, streak, entered, answer.RetryAfter);
            }

            return answer;
        }
        finally
        {
            Leave(isLimited);
        }
    }

    /// <summary>Keeps requests from being sent for a while; a longer wait that is on already stays.</summary>
    public void Close(TimeSpan wait)
    {
        lock (turns)
        {
            var until = In(wait);
            if (until > openAt)
            {
                openAt = until;
                foreach (var (turn, _) in waiting.UnorderedItems)
                {
                    turn.RequestContext?.OnHeldBack(wait);
                }
            }

            GiveTurns();
        }
    }

    /// <summary>Waits for a turn. The oldest request goes first, so that none is refused again and again.</summary>
    /// <param name="number">The older the request, the lower.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <param name="call">The request; it is told of each wait.</param>
    /// <param name="streak">That of its command.</param>
    /// <returns>The round in which it goes; null where it is not to go, because the limit lasts.</returns>
    public Task<int?> EnterAsync(long number, CancellationToken cancellationToken, RequestContext? call = null, RateStreak? streak = null)
    {
        lock (turns)
        {
            var wait = Remaining;
            streak = (streak ?? new RateStreak()).After(success);
            if (Until(streak.BarredUntil) > TimeSpan.Zero)
            {
                return Task.FromResult<int?>(null);
            }

            if (streak.Refusals > retries || (wait == TimeSpan.Zero && taken == 0))
            {
                streak.Restart();
            }

            if (taken < places && wait == TimeSpan.Zero)
            {
                taken++;
                return Task.FromResult<int?>(round);
            }

            if (wait > TimeSpan.Zero && call is { WasRateLimited: false })
            {
                call.OnHeldBack(wait);
            }

            var turn = new Turn(call, streak, number);
            waiting.Enqueue(turn, number);
            GiveTurns();
            return WaitAsync(turn, cancellationToken);
        }
    }

    /// <summary>Gives a turn back.</summary>
    /// <param name="isLimited">True where the service asked to slow down; null where it did not answer.</param>
    public void Leave(bool? isLimited)
    {
        lock (turns)
        {
            taken--;
            if (isLimited == true)
            {
                places = 1;
                successes = 0;
            }
            else if (isLimited == false)
            {
                OnSuccess();
            }

            GiveTurns();
        }
    }

    private void OnSuccess()
    {
        success++;
        if (places < int.MaxValue && ++successes > places)
        {
            places = places < Plenty ? places + 1 : int.MaxValue;
            successes = 0;
        }
    }

    private static async Task<int?> WaitAsync(Turn turn, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static (turn, token) => ((Turn)turn!).Source.TrySetCanceled(token), turn))
        {
            return await turn.Source.Task.ConfigureAwait(false);
        }
    }

    private void OnRefused(RequestContext call, RateStreak streak, int entered, TimeSpan? wait)
    {
        var left = new List<Turn>();
        TimeSpan pause;
        bool isTooLong;
        lock (turns)
        {
            round = Math.Max(round, entered + 1);
            streak.After(success).OnRefused(entered);
            foreach (var (turn, _) in waiting.UnorderedItems)
            {
                turn.Streak.After(success).OnRefused(entered);
            }

            pause = wait ?? BackOff(streak.Refusals);
            isTooLong = pause > RetryPolicy.LongestRetryAfter;
            if (isTooLong || streak.Refusals > retries)
            {
                call.IsGivenUp = true;
                // Nobody waits for so long. But in five minutes somebody may try again.
                streak.Bar(In(isTooLong ? RetryPolicy.LongestRetryAfter : pause), In(pause));
            }

            TakeLost(pause, left);
        }

        if (!isTooLong)
        {
            Close(pause);
        }

        // Only now, so that they can tell how long the wait is.
        left.ForEach(static turn => turn.Source.TrySetResult(null));
    }

    /// <summary>Takes those out of the queue whose command gives up.</summary>
    private void TakeLost(TimeSpan pause, List<Turn> left)
    {
        var stay = new List<Turn>();
        while (waiting.TryDequeue(out var turn, out _))
        {
            if (turn.Streak.Refusals > retries && Until(turn.Streak.BarredUntil) == TimeSpan.Zero)
            {
                turn.Streak.Bar(In(pause), In(pause));
            }

            (Until(turn.Streak.BarredUntil) > TimeSpan.Zero ? left : stay).Add(turn);
        }

        stay.ForEach(turn => waiting.Enqueue(turn, turn.Number));
    }

    /// <summary>Twice as long after each refusal, with some chance in it.</summary>
    private TimeSpan BackOff(int refusals) => TimeSpan.FromSeconds(Math.Min(
        delay.TotalSeconds * Math.Pow(2, refusals - 1) * (0.5 + Random.Shared.NextDouble()),
        RetryPolicy.LongestBackOff.TotalSeconds));

    private long In(TimeSpan wait) => clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);

    private TimeSpan Until(long moment)
    {
        var wait = clock.GetElapsedTime(clock.GetTimestamp(), moment);
        return wait < Slack ? TimeSpan.Zero : wait;
    }

    private void GiveTurns()
    {
        var wait = Remaining;
        while (taken < places && wait == TimeSpan.Zero && waiting.TryDequeue(out var next, out _))
        {
            // One that was cancelled meanwhile takes no turn.
            taken += next.Source.TrySetResult(round) ? 1 : 0;
        }

        if (wait > TimeSpan.Zero && waiting.Count > 0 && !opensLater)
        {
            opensLater = true;
            _ = OpenAsync(wait);
        }
    }

    private async Task OpenAsync(TimeSpan wait)
    {
        await Task.Delay(wait, clock).ConfigureAwait(false);
        lock (turns)
        {
            opensLater = false;
            GiveTurns();
        }
    }

    private sealed record Turn(RequestContext? RequestContext, RateStreak Streak, long Number)
    {
        public TaskCompletionSource<int?> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
