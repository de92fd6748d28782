using System.Text;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>The newest requests, in order of arrival.</summary>
internal sealed class RequestLog(bool keep)
{
    private const int Capacity = 20_000;
    private const int BodyCapacity = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _entries = [];
    private long _count;

    public IReadOnlyList<LoggedRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _entries];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _count = 0;
        }
    }

    /// <summary>Adds a request when it arrives. Its status is set before the first byte of the response is sent.</summary>
    public LoggedRequest? Add(ApiCall call)
    {
        if (!keep)
        {
            return null;
        }

        var headers = call.Http.Request.Headers.ToDictionary(
            h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_lock)
        {
            var entry = new LoggedRequest
            {
                N = ++_count,
                Method = call.Method,
                Path = call.RawPath,
                Query = call.RawQuery,
                Headers = headers,
                At = DateTimeOffset.UtcNow,
            };
            _entries.Enqueue(entry);
            if (_entries.Count > Capacity)
            {
                _entries.Dequeue();
            }

            return entry;
        }
    }

    public static string Truncate(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, BodyCapacity)]);
}
