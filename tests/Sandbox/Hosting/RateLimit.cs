using System.Globalization;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Permits a number of requests per second, and announces it in the headers of responses.</summary>
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

    public bool TryPass(Answer answer)
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

            var passes = _passed.Count < limit;
            if (passes)
            {
                _passed.Enqueue(now);
            }

            answer.Headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            answer.Headers["X-RateLimit-Remaining"] = (limit - _passed.Count).ToString(CultureInfo.InvariantCulture);
            return passes;
        }
    }
}
