using System.Net;

namespace VocaFuse.Http;

/// <summary>
/// Every request of a connection passes it. Once one of them was told to slow down, all wait together instead of each
/// running into the limit by itself. Then one goes ahead, and as long as they get through, more and more go at once.
/// </summary>
/// <remarks>It counts on the clock's counter, not on the time of day: a clock that is set back must not prolong a wait.</remarks>
internal sealed class RateGate(TimeProvider clock)
{
    /// <summary>With so many at once on their way again, the limit is past.</summary>
    private const int Plenty = 64;

    /// <summary>Timers end a little early, by their own resolution. Who has waited is not sent to wait again for that.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly object turns = new();
    private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();
    private int places = int.MaxValue;
    private int taken;
    private int successes;
    private bool opensLater;
    private long openAt = clock.GetTimestamp();

    /// <summary>How long a request has to wait now; zero for not at all.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var wait = clock.GetElapsedTime(clock.GetTimestamp(), Volatile.Read(ref openAt));
            return wait < Slack ? TimeSpan.Zero : wait;
        }
    }

    /// <summary>Sends a request when its turn has come, and keeps those behind it back where the answer asks for that.</summary>
    /// <param name="call">The request.</param>
    /// <param name="isRepeated">True where a request that is told to slow down is sent again.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    public async Task<Answer> PassAsync(Call call, bool isRepeated, Func<CancellationToken, Task<Answer>> send, CancellationToken cancellationToken)
    {
        if (!call.WasLimited && Remaining is var wait && wait > TimeSpan.Zero)
        {
            call.Observer?.OnNotice(new RequestHeldBack(call.Request.Method.Method, call.Path, call.Attempt, wait));
        }

        await EnterAsync(call.Number, cancellationToken).ConfigureAwait(false);
        var isLimited = false;
        try
        {
            var answer = await send(cancellationToken).ConfigureAwait(false);
            isLimited = answer.StatusCode == HttpStatusCode.TooManyRequests;
            if (isLimited && isRepeated && answer.RetryAfter <= RetryPolicy.LongestRetryAfter)
            {
                // Before the turn goes to the next one, which would be refused too.
                Close(answer.RetryAfter.Value);
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
            openAt = Math.Max(openAt, clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
            GiveTurns();
        }
    }

    /// <summary>Waits for a turn. The oldest request goes first, so that none is refused again and again.</summary>
    /// <param name="number">The older the request, the lower.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    public Task EnterAsync(long number, CancellationToken cancellationToken)
    {
        lock (turns)
        {
            if (taken < places && Remaining == TimeSpan.Zero)
            {
                taken++;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
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
            else if (places < int.MaxValue && ++successes > places)
            {
                places = places < Plenty ? places + 1 : int.MaxValue;
                successes = 0;
            }

            GiveTurns();
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static (turn, token) => ((TaskCompletionSource)turn!).TrySetCanceled(token), turn))
        {
            await turn.Task.ConfigureAwait(false);
        }
    }

    private void GiveTurns()
    {
        var wait = Remaining;
        while (taken < places && wait == TimeSpan.Zero && waiting.TryDequeue(out var next, out _))
        {
            // One that was cancelled meanwhile takes no turn.
            taken += next.TrySetResult() ? 1 : 0;
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
}
