namespace VocaFuse.Http;

/// <summary>
/// Holds every request of a connection back once one of them was told to slow down, so that many at once wait together
/// instead of each running into the limit by itself.
/// </summary>
/// <remarks>It counts on the clock's counter, not on the time of day: a clock that is set back must not prolong a wait.</remarks>
internal sealed class RateGate(TimeProvider clock)
{
    /// <summary>Timers end a little early, by their own resolution. Who has waited is not sent to wait again for that.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

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

    /// <summary>Keeps requests from being sent for a while; a longer wait that is on already stays.</summary>
    public void Close(TimeSpan wait)
    {
        var until = clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);
        long seen;
        while ((seen = Volatile.Read(ref openAt)) < until && Interlocked.CompareExchange(ref openAt, until, seen) != seen)
        {
        }
    }
}
