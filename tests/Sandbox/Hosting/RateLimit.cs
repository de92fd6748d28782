namespace VocaFuse.Sandbox.Hosting;

/// <summary>Lets so many requests through in any second.</summary>
internal sealed class RateLimit
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _passed = [];
    private int? _perSecond;

    public string? RetryAfter { get; private set; }

    public void Set(int? perSecond, string? retryAfter)
    {
        lock (_lock)
        {
            _perSecond = perSecond;
            RetryAfter = retryAfter;
            _passed.Clear();
        }
    }

    public bool TryPass()
    {
        lock (_lock)
        {
            if (_perSecond is not { } limit)
            {
                return true;
            }

            var now = Environment.TickCount64;
            while (_passed.TryPeek(out var oldest) && now - oldest >= 1000)
            {
                _passed.Dequeue();
            }

            if (_passed.Count >= limit)
            {
                return false;
            }

            _passed.Enqueue(now);
            return true;
        }
    }
}
