using System.Net;
using VocaFuse.Errors;

namespace VocaFuse.Http;

/// <summary>
/// Every request of a connection passes it. Once one of them was told to slow down, all wait together instead of each
/// running into the limit by itself. Then one goes ahead, and as long as they get through, more and more go at once. Where
/// one after the other is refused, nobody waits on: as many refusals in a row as a request has attempts are everybody's, and
/// what the same commands still want to send is not sent before the wait is over. A new command has tries of its own.
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
    private readonly HashSet<IRequestObserver> inVain = [];
    private int places = int.MaxValue;
    private int taken;
    private int successes;
    private int round;
    private int refusals;
    private bool opensLater;
    private long openAt = clock.GetTimestamp();
    private long askedUntil;
    private long barredUntil;

    /// <summary>How long a request has to wait now; zero for not at all.</summary>
    public TimeSpan Remaining => Until(Volatile.Read(ref openAt));

    /// <summary>True while the service refuses one request after the other, so that a further attempt is not worth the wait.</summary>
    public bool IsLasting => retries > 0 && Volatile.Read(ref refusals) > retries;

    /// <summary>Sends a request when its turn has come, and keeps those behind it back where the answer asks for that.</summary>
    /// <param name="call">The request.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="VocaFuseRateLimitException">The limit lasts, and the request was not sent.</exception>
    public async Task<Answer> PassAsync(Call call, Func<CancellationToken, Task<Answer>> send, CancellationToken cancellationToken)
    {
        if (!call.WasLimited && Remaining is var wait && wait > TimeSpan.Zero)
        {
            call.OnHeldBack(wait);
        }

        if (await EnterAsync(call.Number, cancellationToken, call).ConfigureAwait(false) is not { } entered)
        {
            call.Attempt--;
            throw Failures.NotSent(call.Request, call.Attempt, Until(Volatile.Read(ref askedUntil)));
        }

        var isLimited = false;
        try
        {
            var answer = await send(cancellationToken).ConfigureAwait(false);
            isLimited = answer.StatusCode == HttpStatusCode.TooManyRequests;
            if (isLimited && retries > 0)
            {
                // Before the turn goes to the next one, which would be refused too.
                OnRefused(call, entered, answer.RetryAfter);
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
            openAt = Math.Max(openAt, In(wait));
            foreach (var (turn, _) in waiting.UnorderedItems)
            {
                turn.Call?.OnHeldBack(wait);
            }

            GiveTurns();
        }
    }

    /// <summary>Waits for a turn. The oldest request goes first, so that none is refused again and again.</summary>
    /// <param name="number">The older the request, the lower.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <param name="call">The request; it is told of each further wait.</param>
    /// <returns>The round in which it goes; null where it is not to go, because the limit lasts.</returns>
    public Task<int?> EnterAsync(long number, CancellationToken cancellationToken, Call? call = null)
    {
        lock (turns)
        {
            var isOpen = Remaining == TimeSpan.Zero;
            if (call?.Observer is { } command && inVain.Contains(command) && !(isOpen && Until(barredUntil) == TimeSpan.Zero))
            {
                return Task.FromResult<int?>(null);
            }

            if (IsLasting || (isOpen && taken == 0))
            {
                refusals = 0;
            }

            if (taken < places && isOpen)
            {
                taken++;
                return Task.FromResult<int?>(round);
            }

            var turn = new Turn(call);
            waiting.Enqueue(turn, number);
            GiveTurns();
            return WaitAsync(turn, cancellationToken);
        }
    }

    /// <summary>Gives a turn back.</summary>
    /// <param name="isLimited">True where the service asked to slow down.</param>
    public void Leave(bool isLimited)
    {
        lock (turns)
        {
            taken--;
            if (isLimited)
            {
                places = 1;
                successes = 0;
            }
            else
            {
                OnSuccess();
            }

            GiveTurns();
        }
    }

    private void OnSuccess()
    {
        refusals = 0;
        inVain.Clear();
        askedUntil = barredUntil = clock.GetTimestamp();
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

    private void OnRefused(Call call, int entered, TimeSpan? wait)
    {
        var left = new List<Turn>();
        TimeSpan pause;
        bool isTooLong;
        lock (turns)
        {
            // Those that went out together are refused together, which counts once.
            if (entered == round)
            {
                round++;
                refusals++;
            }

            pause = wait ?? BackOff();
            isTooLong = pause > RetryPolicy.LongestRetryAfter;
            if (isTooLong)
            {
                // Nobody waits for so long. But in five minutes somebody may try again.
                barredUntil = In(RetryPolicy.LongestRetryAfter);
            }

            askedUntil = Math.Max(askedUntil, In(pause));
            if (isTooLong || IsLasting)
            {
                GiveUp(call);
                while (waiting.TryDequeue(out var turn, out _))
                {
                    GiveUp(turn.Call);
                    left.Add(turn);
                }
            }
        }

        if (!isTooLong)
        {
            Close(pause);
        }

        // Only now, so that they can tell how long the wait is.
        left.ForEach(static turn => turn.Source.TrySetResult(null));
    }

    private void GiveUp(Call? call)
    {
        if (call?.Observer is { } command)
        {
            inVain.Add(command);
        }
    }

    /// <summary>Twice as long after each refusal, with some chance in it.</summary>
    private TimeSpan BackOff()
    {
        var backOff = delay * Math.Pow(2, refusals - 1) * (0.5 + Random.Shared.NextDouble());
        return backOff < RetryPolicy.LongestBackOff ? backOff : RetryPolicy.LongestBackOff;
    }

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

    private sealed record Turn(Call? Call)
    {
        public TaskCompletionSource<int?> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
