using System.Net;

namespace VocaFuse.Webhooks.Server;

/// <summary>Reads lines and bytes of a request from a stream.</summary>
internal sealed class RequestBuffer(Stream stream)
{
    private const int InitialSize = 2048;

    private byte[] buffer = [];

    /// <summary>The bytes from <see cref="start"/> to <see cref="end"/> were received but not read yet.</summary>
    private int start;
    private int end;

    /// <summary>True if bytes were received but not read yet.</summary>
    public bool HasUnread => start < end;

    /// <summary>Reads up to the next CRLF. A bare LF is rejected.</summary>
    /// <param name="maximumLength">The maximum number of bytes, CRLF included.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The line without its CRLF, valid until the next read.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int maximumLength, CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var lineFeed = buffer.AsSpan((start + searched)..end).IndexOf((byte)'\n');
            var length = searched + lineFeed + 1;
            if (lineFeed < 0 ? end - start >= maximumLength : length > maximumLength)
            {
                throw new RequestRejectedException(
                    HttpStatusCode.RequestHeaderFieldsTooLarge, "The request line and the headers are too long.");
            }

            if (lineFeed >= 0)
            {
                var line = buffer.AsMemory(start, length);
                start += length;
                return line.Span.EndsWith("\r\n"u8)
                    ? line[..^2]
                    : throw new RequestRejectedException(HttpStatusCode.BadRequest, "A line ends without CR.");
            }

            searched = end - start;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the next bytes of a body, at least one.</summary>
    /// <returns>The number of bytes read.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (!HasUnread)
        {
            var received = await stream.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
            return received > 0 ? received : throw Incomplete();
        }

        var count = Math.Min(destination.Length, end - start);
        buffer.AsMemory(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    private static RequestRejectedException Incomplete() =>
        new(HttpStatusCode.BadRequest, "The connection ended before the request was complete.");

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(InitialSize, buffer.Length * 2));
        }

        var received = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
        end += received > 0 ? received : throw Incomplete();
    }
}
