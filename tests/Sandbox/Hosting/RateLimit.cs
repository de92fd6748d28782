using System.Globalization;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Permits a number of requests per second, and announces it in the headers of responses.</summary>
internal sealed class RateLimit
{
    private readonly Lock _lock = new();
    // The times of the requests that were accepted within the last second, oldest first, in milliseconds.
    private readonly Queue<long> _accepted = [];
    private int? _perSecond;

    public string? RetryAfter { get; private set; }

    public void Set(int? perSecond, string? retryAfter)
    {
        lock (_lock)
        {
            _perSecond = perSecond;
            RetryAfter = retryAfter;
            _accepted.Clear();
        }
    }

    /// <summary>Returns true and counts the request if it is within the limit. Sets the headers in any case.</summary>
    public bool TryAcquire(ApiResponse response)
    {
        lock (_lock)
        {
            if (_perSecond is not { } limit)
            {
                return true;
            }

            var now = Environment.TickCount64;
            while (_accepted.TryPeek(out var oldest) && now - oldest >= 1000)
            {
                _accepted.Dequeue();
            }

            var isAccepted = _accepted.Count < limit;
            if (isAccepted)
            {
                _accepted.Enqueue(now);
            }

            response.Headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Remaining"] = (limit - _accepted.Count).ToString(CultureInfo.InvariantCulture);
            return isAccepted;
        }
    }
}
