namespace VocaFuse.Sandbox.Hosting;

/// <summary>How many requests were in flight at once, at most.</summary>
internal sealed class Gauge
{
    private readonly Lock _lock = new();
    private int _now;

    public int Max { get; private set; }

    public void Clear()
    {
        lock (_lock)
        {
            Max = _now;
        }
    }

    /// <summary>
    /// A request counts until its answer is about to leave: a client that sends the next one as soon as it
    /// has read the answer is not two at once.
    /// </summary>
    public Flight Enter()
    {
        lock (_lock)
        {
            Max = Math.Max(Max, ++_now);
        }

        return new Flight(this);
    }

    private void Leave()
    {
        lock (_lock)
        {
            _now--;
        }
    }

    public sealed class Flight(Gauge gauge) : IDisposable
    {
        private int _landed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _landed, 1) == 0)
            {
                gauge.Leave();
            }
        }
    }
}
