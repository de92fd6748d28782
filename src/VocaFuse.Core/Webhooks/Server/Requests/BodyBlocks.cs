namespace VocaFuse.Webhooks.Server;

/// <summary>The memory for the bodies of all requests, in blocks of one size. The caller synchronizes the calls.</summary>
/// <remarks>
/// Returned blocks are reused, so that senders of many large bodies create no garbage.
/// </remarks>
/// <param name="maximumSize">The maximum number of bytes in all blocks together.</param>
internal sealed class BodyBlocks(long maximumSize)
{
    /// <summary>The size of a block in bytes; most deliveries fit into one.</summary>
    public const int BlockSize = 16 * 1024;

    private readonly Stack<byte[]> returned = new();
    private readonly long maximumCount = (maximumSize + BlockSize - 1) / BlockSize;

    /// <summary>The number of blocks, in use or returned.</summary>
    private long count;

    /// <summary>Gets whether there is a block that is not in use.</summary>
    public bool CanRent => returned.Count > 0 || count < maximumCount;

    /// <summary>Gets a block.</summary>
    public byte[] Rent()
    {
        if (returned.TryPop(out var block))
        {
            return block;
        }

        count++;
        return new byte[BlockSize];
    }

    /// <summary>Takes blocks back.</summary>
    public void Return(IEnumerable<byte[]> blocks)
    {
        foreach (var block in blocks)
        {
            returned.Push(block);
        }
    }

    /// <summary>Releases the returned blocks to the garbage collector.</summary>
    public void Trim()
    {
        count -= returned.Count;
        returned.Clear();
    }
}
