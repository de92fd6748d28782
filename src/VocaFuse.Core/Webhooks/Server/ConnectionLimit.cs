using System.Diagnostics;

namespace VocaFuse.Webhooks.Server;

/// <summary>The number of connections that may be open: less than the maximum if the file descriptors run short.</summary>
/// <param name="options">The limits.</param>
/// <param name="countFreeDescriptors">Counts the descriptors that the process can still open.</param>
internal sealed class ConnectionLimit(WebhookListenerOptions options, Func<int> countFreeDescriptors)
{
    /// <summary>Descriptors are counted for this many connections, fewer than are reserved, and at least so often.</summary>
    private const int ConnectionsPerCount = 16;
    private static readonly TimeSpan CountLifetime = TimeSpan.FromMilliseconds(100);

    private long countedAt;
    private int connectionsLeft;
    private int limit;

    /// <summary>Gets the limit. To be called when a connection was accepted.</summary>
    /// <param name="open">The number of other connections that are open.</param>
    public int For(int open)
    {
        if (connectionsLeft-- <= 0 || Stopwatch.GetElapsedTime(countedAt) > CountLifetime)
        {
            // The accepted connection has its descriptor already.
            var available = (long)open + 1 + countFreeDescriptors() - options.ReservedFileDescriptors;
            var least = Math.Min(options.MinimumConnections, options.MaximumConnections);
            limit = (int)Math.Clamp(available, least, options.MaximumConnections);
            connectionsLeft = ConnectionsPerCount;
            countedAt = Stopwatch.GetTimestamp();
        }

        return limit;
    }
}
