using System.Buffers;
using System.Net;

namespace VocaFuse.Webhooks.Server;

/// <summary>The body of a request while it is received. It grows with the bytes that arrive, not with the Content-Length.</summary>
/// <param name="maximumSize">The maximum number of bytes.</param>
/// <param name="rentBlockAsync">Gets memory of <see cref="BodyBlocks.BlockSize"/>; null if all is in use.</param>
internal sealed class RequestBody(int maximumSize, Func<CancellationToken, ValueTask<byte[]?>> rentBlockAsync)
{
    private readonly List<byte[]> blocks = [];

    /// <summary>Gets the memory of the body. The last block may be partly used.</summary>
    public IReadOnlyList<byte[]> Blocks => blocks;

    /// <summary>Gets the number of received bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Checks that a number of further bytes does not exceed the maximum.</summary>
    /// <exception cref="RequestRejectedException">The body would be too large.</exception>
    public void CheckSize(long count)
    {
        if (count > maximumSize - Length)
        {
            throw new RequestRejectedException(HttpStatusCode.RequestEntityTooLarge, "The body is too large.");
        }
    }

    /// <summary>Gets the memory for the next bytes.</summary>
    /// <param name="count">The number of bytes that are still expected; at least one.</param>
    /// <param name="cancellationToken">Cancels the wait for memory.</param>
    public async ValueTask<Memory<byte>> GetMemoryAsync(long count, CancellationToken cancellationToken)
    {
        var offset = Length % BodyBlocks.BlockSize;
        if (offset == 0)
        {
            var block = await rentBlockAsync(cancellationToken).ConfigureAwait(false);
            blocks.Add(block ?? throw new RequestRejectedException(
                HttpStatusCode.ServiceUnavailable, "Too many bodies are being received; deliver it again."));
        }

        return blocks[^1].AsMemory(offset, (int)Math.Min(count, BodyBlocks.BlockSize - offset));
    }

    /// <summary>Counts bytes that were written into the memory of <see cref="GetMemoryAsync"/>.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Passes the received bytes to a function, which may use them only until it returns.</summary>
    public T Use<T>(Func<ReadOnlyMemory<byte>, T> use)
    {
        if (blocks.Count <= 1)
        {
            return use(blocks.Count == 0 ? default(ReadOnlyMemory<byte>) : blocks[0].AsMemory(0, Length));
        }

        var joined = ArrayPool<byte>.Shared.Rent(Length);
        try
        {
            CopyTo(joined);
            return use(joined.AsMemory(0, Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private void CopyTo(Span<byte> buffer)
    {
        for (var start = 0; start < Length; start += BodyBlocks.BlockSize)
        {
            blocks[start / BodyBlocks.BlockSize].AsSpan(0, Math.Min(BodyBlocks.BlockSize, Length - start)).CopyTo(buffer[start..]);
        }
    }
}
