namespace VocaFuse.Webhooks;

/// <summary>Reads the body of a delivery, however it is sent.</summary>
internal static class RequestBody
{
    private const int Chunk = 8 * 1024;

    /// <summary>Reads to the end, or until it is too large.</summary>
    /// <returns>The body; null where it is larger than the limit.</returns>
    /// <exception cref="OperationCanceledException">Time ran out.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken deadline)
    {
        var body = new MemoryStream();
        var chunk = new byte[Chunk];
        var total = 0L;
        int read;
        while ((read = await ReadChunkAsync(stream, chunk, deadline).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total <= limit)
            {
                body.Write(chunk, 0, read);
            }
            else if (total > 2L * limit)
            {
                // What is a little too large is read to its end, for a sender listens to the answer only after it has
                // sent all. One with no end in sight has to do without.
                return null;
            }
        }

        return total > limit ? null : body.ToArray();
    }

    /// <summary>Gives up on the deadline. The platform's stream does not listen to a token on every system: the read that is given up ends when the connection is closed.</summary>
    private static async Task<int> ReadChunkAsync(Stream stream, byte[] chunk, CancellationToken deadline)
    {
        var read = stream.ReadAsync(chunk, 0, chunk.Length, CancellationToken.None);
        try
        {
            return await read.WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = read.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }
}
