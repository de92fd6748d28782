namespace VocaFuse.Sandbox.Hosting;

/// <summary>Measures the maximum number of concurrent requests.</summary>
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
    /// Counts a request as concurrent until the lease is disposed, just before the response is sent: a client that sends the next
    /// request after it has read the response must not count as sending two at once.
    /// </summary>
    public Lease Acquire()
    {
        lock (_lock)
        {
            Max = Math.Max(Max, ++_now);
        }

        return new Lease(this);
    }

    private void Release()
    {
        lock (_lock)
        {
            _now--;
        }
    }

    public sealed class Lease(Gauge gauge) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                gauge.Release();
            }
        }
    }
}
