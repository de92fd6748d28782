namespace VocaFuse.RateLimiting;

/// <summary>How a command fares with the rate limit: how often in a row it was refused, or waited for one that was.</summary>
internal sealed class RateStreak
{
    private int lastRound;
    private int successes;

    /// <summary>The refusals in a row.</summary>
    public int Refusals { get; private set; }

    /// <summary>Until when what it still wants to send is not sent, on the clock's counter.</summary>
    public long BarredUntil { get; private set; }

    /// <summary>Until when the service wants it to wait.</summary>
    public long AskedUntil { get; private set; }

    /// <summary>Begins anew where a request of the connection, whosever it was, got through since.</summary>
    public RateStreak After(int success)
    {
        if (successes != success)
        {
            successes = success;
            Restart();
        }

        return this;
    }

    /// <summary>Begins anew: who comes after the wait has tries of its own.</summary>
    public void Restart()
    {
        Refusals = 0;
        BarredUntil = 0;
    }

    /// <summary>Takes a refusal. Those that went out together are refused together, which counts once.</summary>
    public void OnRefused(int round)
    {
        if (lastRound <= round)
        {
            lastRound = round + 1;
            Refusals++;
        }
    }

    public void Bar(long barredUntil, long askedUntil)
    {
        BarredUntil = barredUntil;
        AskedUntil = askedUntil;
    }
}
