namespace VocaFuse.Webhooks.Server;

/// <summary>The open connections, and their common limits.</summary>
/// <remarks>
/// <para>A connection is first <i>reading</i> its request, then <i>responding</i>, then <i>lingering</i> until its sender
/// has read the response. If there are too many connections, the one that has lingered longest is closed, otherwise the
/// one that has been reading longest. If there are too many bytes of bodies, the connection that has been reading longest
/// and holds some is closed. A genuine sender is done within milliseconds. A connection that is responding is never closed
/// in favor of others.</para>
/// <para>An evicted connection counts until its socket is closed and its memory is returned; a newer one waits for that.</para>
/// <para>All methods can be called from any thread.</para>
/// </remarks>
internal sealed class ConnectionTable(WebhookListenerOptions options)
{
    private readonly object sync = new();
    private readonly ConnectionLimit limit = new(options, FileDescriptors.CountFree);
    private readonly BodyBlocks blocks = new(Math.Max(options.MaximumTotalBodySize, options.MaximumBodySize));

    /// <summary>Every connection whose socket may be open, evicted ones included.</summary>
    private readonly HashSet<HttpConnection> all = [];

    /// <summary>The connections without a complete request, oldest first.</summary>
    private readonly LinkedList<HttpConnection> reading = new();

    /// <summary>The connections that wait for their sender to close, oldest first.</summary>
    private readonly LinkedList<HttpConnection> lingering = new();

    private readonly TaskCompletionSource empty = NewSignal();

    /// <summary>Completes when a connection is removed or returns its blocks, and is then replaced.</summary>
    private TaskCompletionSource released = NewSignal();

    /// <summary>True once no connection is added.</summary>
    private bool isClosed;

    /// <summary>Adds a connection as reading. If necessary, another is closed first.</summary>
    /// <returns>False if the connection has to be closed: all others are responding, or the table is closed.</returns>
    public async Task<bool> TryAddAsync(HttpConnection connection)
    {
        int maximum;
        lock (sync)
        {
            maximum = limit.For(all.Count);
        }

        while (true)
        {
            Task change;
            lock (sync)
            {
                if (isClosed)
                {
                    return false;
                }

                // Reserve an eighth of the limit for evicted connections that are not closed yet.
                var closing = all.Count(static other => other.IsEvicted);
                if (all.Count - closing >= maximum - Math.Max(1, maximum / 8) && TryEvictOldest())
                {
                    closing++;
                }

                if (all.Count < maximum)
                {
                    all.Add(connection);
                    connection.Node = reading.AddLast(connection);
                    return true;
                }

                if (closing == 0)
                {
                    return false;
                }

                change = released.Task;
            }

            await change.ConfigureAwait(false);
        }
    }

    /// <summary>Closes the oldest connection that can be spared, if there is one.</summary>
    public bool TryEvictOldest()
    {
        lock (sync)
        {
            if ((lingering.First ?? reading.First) is not { } oldest)
            {
                return false;
            }

            Evict(oldest.Value);
            return true;
        }
    }

    /// <summary>Gets a block for the body of a connection that is reading. If necessary, an older connection is closed.</summary>
    /// <returns>The block, until <see cref="ReturnBlocks"/>; null if this connection is the oldest, and is closed itself.</returns>
    public async ValueTask<byte[]?> RentBlockAsync(HttpConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (sync)
            {
                // Connections that are responding or evicted are about to return their blocks.
                if (!connection.IsEvicted && !blocks.CanRent && !all.Any(static other => other.IsEvicted && other.BlockCount > 0)
                    && reading.Any(other => other.BlockCount > 0 && other != connection))
                {
                    Evict(reading.First(other => other.BlockCount > 0 || other == connection));
                }

                if (connection.IsEvicted)
                {
                    return null;
                }

                if (blocks.CanRent)
                {
                    connection.BlockCount++;
                    return blocks.Rent();
                }

                change = released.Task;
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes back the blocks that a connection no longer uses.</summary>
    public void ReturnBlocks(HttpConnection connection, IEnumerable<byte[]> unused)
    {
        lock (sync)
        {
            blocks.Return(unused);
            connection.BlockCount = 0;
            SignalRelease();
        }
    }

    /// <summary>Moves a connection from reading to responding.</summary>
    /// <returns>False if it was evicted before.</returns>
    public bool TryStartResponding(HttpConnection connection)
    {
        lock (sync)
        {
            Unlink(connection);
            return !connection.IsEvicted;
        }
    }

    /// <summary>Moves a connection to lingering.</summary>
    /// <returns>False if it has to be closed immediately.</returns>
    public bool TryStartLingering(HttpConnection connection)
    {
        lock (sync)
        {
            if (connection.IsEvicted)
            {
                return false;
            }

            if (lingering.Count >= options.MaximumLingeringConnections)
            {
                Evict(lingering.First!.Value);
            }

            Unlink(connection);
            connection.Node = lingering.AddLast(connection);
            connection.CancelLingeringAfter(isClosed ? options.StopLingerTimeout : options.LingerTimeout);
            return true;
        }
    }

    /// <summary>Removes a connection whose socket is closed.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (sync)
        {
            Unlink(connection);
            all.Remove(connection);
            SignalRelease();
            if (all.Count > 0)
            {
                return;
            }

            blocks.Trim();
            if (isClosed)
            {
                empty.TrySetResult();
            }
        }
    }

    /// <summary>Ends reading, shortens lingering, and waits until all connections are closed.</summary>
    /// <remarks>Connections that take too long are aborted.</remarks>
    public async Task CloseAsync()
    {
        lock (sync)
        {
            isClosed = true;
            SignalRelease();
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
            lock (sync)
            {
                foreach (var connection in all)
                {
                    connection.Abort();
                }
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SignalRelease()
    {
        released.SetResult();
        released = NewSignal();
    }

    private static void Evict(HttpConnection connection)
    {
        connection.IsEvicted = true;
        Unlink(connection);
        connection.CancelReading();
        connection.CancelLingeringAfter(TimeSpan.Zero);
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
