namespace VocaFuse.Sandbox.Hosting;

/// <summary>Counts the maximum number of concurrent requests.</summary>
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
    /// Counts a request until just before its response is sent: a client that sends the next request after reading the response
    /// does not send two at once.
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
