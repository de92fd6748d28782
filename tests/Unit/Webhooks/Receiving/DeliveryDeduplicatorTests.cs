using VocaFuse.Unit.Support;
using VocaFuse.Webhooks;

namespace VocaFuse.Unit.Webhooks.Receiving;

public sealed class DeliveryDeduplicatorTests
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    private readonly TestClock clock = new();

    [Fact]
    public void A_delivery_is_kept_for_the_replay_window()
    {
        var deduplicator = new DeliveryDeduplicator(MaximumAge, 100_000, clock);
        for (var i = 0; i < 50_000; i++)
        {
            Assert.True(Accept(deduplicator, $"del_{i}"));
        }

        clock.Skip(2 * MaximumAge);
        Assert.False(Accept(deduplicator, "del_0"));
        Assert.False(deduplicator.HasEvicted);

        clock.Skip(TimeSpan.FromSeconds(1));
        Assert.True(Accept(deduplicator, "del_0"));
        Assert.False(deduplicator.HasEvicted);
    }

    [Fact]
    public void Above_the_maximum_the_oldest_is_dropped_and_reported()
    {
        var deduplicator = new DeliveryDeduplicator(MaximumAge, 2, clock);
        Assert.True(Accept(deduplicator, "del_1"));
        Assert.True(Accept(deduplicator, "del_2"));
        Assert.False(deduplicator.HasEvicted);
        Assert.True(Accept(deduplicator, "del_3"));
        Assert.True(deduplicator.HasEvicted);
        Assert.False(Accept(deduplicator, "del_2"));
        Assert.True(Accept(deduplicator, "del_1"));
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(0, true)]
    public void A_delivery_that_can_be_repeated_at_any_time_does_not_expire(int maximumAge, bool isTimeBound)
    {
        var deduplicator = new DeliveryDeduplicator(TimeSpan.FromSeconds(maximumAge), 10, clock);
        Assert.True(Accept(deduplicator, "del_1", isTimeBound));
        clock.Skip(TimeSpan.FromDays(300));
        Assert.False(Accept(deduplicator, "del_1", isTimeBound));
    }

    [Fact]
    public void A_delivery_that_does_not_expire_does_not_keep_others_from_expiring()
    {
        var deduplicator = new DeliveryDeduplicator(MaximumAge, 3, clock);
        Assert.True(Accept(deduplicator, "del_unlimited", isTimeBound: false));
        for (var i = 0; i < 10; i++)
        {
            Assert.True(Accept(deduplicator, "del_1"));
            Assert.True(Accept(deduplicator, "del_2"));
            clock.Skip((2 * MaximumAge) + TimeSpan.FromSeconds(1));
        }

        Assert.False(deduplicator.HasEvicted);
        Assert.False(Accept(deduplicator, "del_unlimited", isTimeBound: false));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Above_the_maximum_the_oldest_of_both_kinds_is_dropped(bool isFirstTimeBound, bool isSecondTimeBound)
    {
        var deduplicator = new DeliveryDeduplicator(MaximumAge, 2, clock);
        Assert.True(Accept(deduplicator, "del_1", isFirstTimeBound));
        clock.Skip(TimeSpan.FromSeconds(1));
        Assert.True(Accept(deduplicator, "del_2", isSecondTimeBound));
        clock.Skip(TimeSpan.FromSeconds(1));
        Assert.True(Accept(deduplicator, "del_3"));
        Assert.True(deduplicator.HasEvicted);
        Assert.False(Accept(deduplicator, "del_2", isSecondTimeBound));
        Assert.True(Accept(deduplicator, "del_1", isFirstTimeBound));
    }

    [Fact]
    public void The_largest_maximum_age_is_accepted()
    {
        var deduplicator = new DeliveryDeduplicator(TimeSpan.MaxValue, 10, clock);
        Assert.True(Accept(deduplicator, "del_1"));
        clock.Skip(TimeSpan.FromDays(300));
        Assert.False(Accept(deduplicator, "del_1"));
    }

    [Fact]
    public void Settling_a_refused_delivery_again_does_not_settle_its_repetition()
    {
        var deduplicator = new DeliveryDeduplicator(MaximumAge, 10, clock);
        var first = deduplicator.GetOrAdd(DeliveryKey.FromId("del_1"), isTimeBound: true, out _);
        Assert.False(deduplicator.Settle(first, isAccepted: false));
        var second = deduplicator.GetOrAdd(DeliveryKey.FromId("del_1"), isTimeBound: true, out var isNew);
        Assert.True(isNew);

        Assert.False(deduplicator.Settle(first, isAccepted: true));
        Assert.False(second.Outcome.IsCompleted);
        Assert.True(deduplicator.Settle(second, isAccepted: true));
    }

    [Fact]
    public void An_ID_and_a_content_are_different_keys() => Assert.NotEqual(DeliveryKey.FromId("a"), DeliveryKey.FromContent("a"));

    /// <summary>Adds a delivery and accepts it; false if it was accepted before.</summary>
    private static bool Accept(DeliveryDeduplicator deduplicator, string id, bool isTimeBound = true)
    {
        var delivery = deduplicator.GetOrAdd(DeliveryKey.FromId(id), isTimeBound, out var isNew);
        Assert.Equal(isNew, !delivery.Outcome.IsCompleted);
        Assert.True(deduplicator.Settle(delivery, isAccepted: true));
        return isNew;
    }
}
