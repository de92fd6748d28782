namespace VocaFuse.Http;

/// <summary>
/// Holds every request of a connection back once one of them was told to slow down, so that many at once wait together
/// instead of each running into the limit by itself.
/// </summary>
internal sealed class RateGate(TimeProvider clock)
{
    private long openAt;

    /// <summary>Keeps requests from being sent for a while; a longer wait that is on already stays.</summary>
    public void Close(TimeSpan wait)
    {
        var until = clock.GetUtcNow().UtcTicks + wait.Ticks;
        long seen;
        while ((seen = Volatile.Read(ref openAt)) < until && Interlocked.CompareExchange(ref openAt, until, seen) != seen)
        {
        }
    }

    /// <summary>How long a request has to wait now; zero or less for not at all.</summary>
    public TimeSpan Remaining => TimeSpan.FromTicks(Volatile.Read(ref openAt) - clock.GetUtcNow().UtcTicks);
}
