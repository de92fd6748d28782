using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Webhooks.Server;

public sealed class ConnectionLimitTests
{
    private static readonly WebhookListenerOptions Options = new(new WebhookSignature("whsec"), 0)
    {
        MaximumConnections = 100,
        MinimumConnections = 4,
        ReservedFileDescriptors = 64,
    };

    [Theory]
    [InlineData(0, int.MaxValue, 100)]
    [InlineData(0, 1000, 100)]
    [InlineData(99, 64, 100)]
    [InlineData(99, 60, 96)]
    [InlineData(20, 53, 10)]
    [InlineData(20, 10, 4)]
    [InlineData(0, 0, 4)]
    public void The_limit_leaves_the_reserved_descriptors_free_and_is_at_least_the_minimum(int open, int free, int expected) =>
        Assert.Equal(expected, new ConnectionLimit(Options, () => free).For(open));

    [Fact]
    public void Descriptors_are_counted_again_before_the_reserve_is_used_up()
    {
        var free = 1000;
        var limit = new ConnectionLimit(Options, () => free);
        Assert.Equal(100, limit.For(0));
        // In the meantime, the pipeline opens files.
        free = Options.ReservedFileDescriptors;
        var connections = 1;
        while (limit.For(connections) > connections)
        {
            connections++;
            free--;
        }

        Assert.InRange(free, Options.ReservedFileDescriptors / 2, Options.ReservedFileDescriptors);
    }
}
