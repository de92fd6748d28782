using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Webhooks.Server;

public sealed class BodyBlocksTests
{
    [Fact]
    public void The_number_of_blocks_is_limited_and_a_returned_block_is_reused()
    {
        var blocks = new BodyBlocks((2 * BodyBlocks.BlockSize) + 1);
        byte[][] rented = [blocks.Rent(), blocks.Rent(), blocks.Rent()];
        Assert.All(rented, static block => Assert.Equal(BodyBlocks.BlockSize, block.Length));
        Assert.False(blocks.CanRent);

        blocks.Return([rented[1]]);
        Assert.Same(rented[1], blocks.Rent());
        Assert.False(blocks.CanRent);
    }

    [Fact]
    public void Trimming_releases_returned_blocks_to_the_garbage_collector()
    {
        var blocks = new BodyBlocks(BodyBlocks.BlockSize);
        var block = Rent(blocks);
        blocks.Trim();
        GC.Collect();
        Assert.False(block.TryGetTarget(out _));
        Assert.True(blocks.CanRent);
    }

    private static WeakReference<byte[]> Rent(BodyBlocks blocks)
    {
        var block = blocks.Rent();
        blocks.Return([block]);
        return new WeakReference<byte[]>(block);
    }
}
