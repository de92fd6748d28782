using System.Buffers;

namespace VocaFuse.Transport;

/// <summary>The body of a response, in an array of the pool. Pages are large objects, which the garbage collector frees late.</summary>
internal sealed class ResponseBody : IDisposable
{
    /// <summary>The maximum length of a body, 64 MB. A page of 100 voice notes has about 100 KB.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>The maximum capacity that is reserved because of a Content-Length, which need not be true.</summary>
    private const int MaximumInitialCapacity = 1024 * 1024;

    private byte[] buffer;
    private int length;

    private ResponseBody(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Gets the bytes, which are valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="InvalidDataException">The body is larger than <see cref="MaximumLength"/>.</exception>
    public static async Task<ResponseBody> ReadAsync(Stream stream, long? contentLength, CancellationToken cancellationToken)
    {
        // After a failed read, the array is left to the garbage collector, because the stream may still write to it.
        var body = new ResponseBody((int)Math.Clamp(contentLength + 1 ?? 0, 16 * 1024, MaximumInitialCapacity));
        while (await stream.ReadAsync(body.buffer.AsMemory(body.length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            body.length += read;
            if (body.length > MaximumLength)
            {
                throw new InvalidDataException($"the body is larger than the maximum of {MaximumLength / (1024 * 1024)} MB.");
            }

            if (body.length == body.buffer.Length)
            {
                body.Grow();
            }
        }

        return body;
    }

    /// <summary>Returns the array to the pool, without its content, which can include secrets.</summary>
    public void Dispose()
    {
        length = 0;
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref buffer, []), clearArray: true);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = larger;
    }
}
