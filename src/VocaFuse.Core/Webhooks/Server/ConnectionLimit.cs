using System.Diagnostics;

namespace VocaFuse.Webhooks.Server;

/// <summary>The number of connections that may be open: less than the maximum if the process is short of file descriptors.</summary>
/// <param name="options">The limits.</param>
/// <param name="countFreeDescriptors">Counts the descriptors that the process can still open.</param>
internal sealed class ConnectionLimit(WebhookListenerOptions options, Func<int> countFreeDescriptors)
{
    /// <summary>The number of new connections between two counts of the free descriptors; less than the reserve.</summary>
    private const int ConnectionsPerCount = 16;
    private static readonly TimeSpan CountLifetime = TimeSpan.FromMilliseconds(100);

    private long countedAt;
    private int connectionsLeft;
    private int limit;

    /// <summary>Gets the limit. Call it after accepting a connection.</summary>
    /// <param name="open">The number of other open connections.</param>
    public int For(int open)
    {
        if (connectionsLeft-- <= 0 || Stopwatch.GetElapsedTime(countedAt) > CountLifetime)
        {
            // The accepted connection already has its descriptor.
            var available = (long)open + 1 + countFreeDescriptors() - options.ReservedFileDescriptors;
            var least = Math.Min(options.MinimumConnections, options.MaximumConnections);
            limit = (int)Math.Clamp(available, least, options.MaximumConnections);
            connectionsLeft = ConnectionsPerCount;
            countedAt = Stopwatch.GetTimestamp();
        }

        return limit;
    }
}
