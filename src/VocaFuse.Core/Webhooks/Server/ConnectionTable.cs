namespace VocaFuse.Webhooks.Server;

/// <summary>The open connections, and the limits that they share.</summary>
/// <remarks>
/// <para>A connection is first <i>reading</i> its request, then <i>responding</i>, then <i>lingering</i> until its sender
/// has read the response. If there are too many connections, or too many bytes of bodies, the one that has lingered
/// longest is closed, otherwise the one that has been reading longest: a genuine sender is done within milliseconds.
/// Connections that are responding are never closed for others.</para>
/// <para>All methods can be called from any thread.</para>
/// </remarks>
internal sealed class ConnectionTable(WebhookListenerOptions options)
{
    private readonly object gate = new();

    /// <summary>Every connection whose socket may be open, evicted ones included.</summary>
    private readonly HashSet<HttpConnection> all = [];

    /// <summary>The connections without a complete request, oldest first.</summary>
    private readonly LinkedList<HttpConnection> reading = new();

    /// <summary>The connections that wait for their sender to close, oldest first.</summary>
    private readonly LinkedList<HttpConnection> lingering = new();

    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The bytes reserved for the bodies of all connections together.</summary>
    private long bodyBytes;

    private int evicted;
    private bool isClosed;

    /// <summary>Adds a connection as reading, if necessary in the place of another.</summary>
    /// <returns>False if the connection has to be closed: all others are responding, or the table is closed.</returns>
    public bool TryAdd(HttpConnection connection)
    {
        lock (gate)
        {
            if (isClosed || (all.Count - evicted >= options.MaximumConnections && !TryEvictOldest()))
            {
                return false;
            }

            all.Add(connection);
            connection.Node = reading.AddLast(connection);
            return true;
        }
    }

    /// <summary>Closes the oldest connection that can be spared, if there is one.</summary>
    public bool TryEvictOldest()
    {
        lock (gate)
        {
            if ((lingering.First ?? reading.First) is not { } oldest)
            {
                return false;
            }

            Evict(oldest.Value);
            return true;
        }
    }

    /// <summary>Reserves memory for the body of a connection that is reading, if necessary by closing older ones.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="size">The number of bytes that the body needs in all.</param>
    /// <returns>False if the connection had to give way.</returns>
    public bool TryReserveBody(HttpConnection connection, int size)
    {
        var limit = Math.Max(options.MaximumTotalBodySize, options.MaximumBodySize);
        lock (gate)
        {
            while (!connection.IsEvicted && bodyBytes + size - connection.BodyBytes > limit)
            {
                // This connection is among those that are reading. If it is the oldest of them, it gives way itself.
                Evict(reading.First(other => other.BodyBytes > 0 || other == connection));
            }

            if (connection.IsEvicted)
            {
                return false;
            }

            bodyBytes += size - connection.BodyBytes;
            connection.BodyBytes = size;
            return true;
        }
    }

    /// <summary>Moves a connection from reading to responding.</summary>
    /// <returns>False if it was evicted before.</returns>
    public bool TryStartResponding(HttpConnection connection)
    {
        lock (gate)
        {
            Unlink(connection);
            return !connection.IsEvicted;
        }
    }

    /// <summary>Moves a connection to lingering.</summary>
    /// <returns>False if it has to be closed at once.</returns>
    public bool TryStartLingering(HttpConnection connection)
    {
        lock (gate)
        {
            if (connection.IsEvicted)
            {
                return false;
            }

            if (lingering.Count >= options.MaximumLingeringConnections)
            {
                Evict(lingering.First!.Value);
            }

            ReleaseBody(connection);
            Unlink(connection);
            connection.Node = lingering.AddLast(connection);
            connection.CancelLingeringAfter(isClosed ? options.StopLingerTimeout : options.LingerTimeout);
            return true;
        }
    }

    /// <summary>Removes a connection whose socket is closed.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (gate)
        {
            ReleaseBody(connection);
            Unlink(connection);
            all.Remove(connection);
            evicted -= connection.IsEvicted ? 1 : 0;
            if (isClosed && all.Count == 0)
            {
                empty.TrySetResult();
            }
        }
    }

    /// <summary>Ends reading, shortens lingering, and waits until all connections are closed.</summary>
    /// <remarks>Connections that take too long are aborted.</remarks>
    public async Task CloseAsync()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var connection in reading)
            {
                connection.CancelReading();
            }

            foreach (var connection in lingering)
            {
                connection.CancelLingeringAfter(options.StopLingerTimeout);
            }

            if (all.Count == 0)
            {
                return;
            }
        }

        try
        {
            await empty.Task.WaitAsync(options.StopTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                foreach (var connection in all)
                {
                    connection.Abort();
                }
            }
        }
    }

    private void Evict(HttpConnection connection)
    {
        connection.IsEvicted = true;
        evicted++;
        ReleaseBody(connection);
        Unlink(connection);
        connection.CancelReading();
        connection.CancelLingeringAfter(TimeSpan.Zero);
    }

    private void ReleaseBody(HttpConnection connection)
    {
        bodyBytes -= connection.BodyBytes;
        connection.BodyBytes = 0;
    }

    private static void Unlink(HttpConnection connection)
    {
        if (connection.Node is { } node)
        {
            node.List!.Remove(node);
            connection.Node = null;
        }
    }
}
