using VocaFuse.RateLimiting;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>After a rate limit requests go one by one at first, and the oldest goes first.</summary>
public sealed class RateTurnTests
{
    private readonly RateGate gate = new(TimeProvider.System, 3, TimeSpan.FromSeconds(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        for (var number = 0; number < 1000; number++)
        {
            Assert.True(gate.EnterAsync(number, Token).IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task After_a_limit_one_goes_ahead_and_more_as_they_get_through()
    {
        await LimitAsync();
        var turns = Enumerable.Range(1, 20).Select(number => gate.EnterAsync(number, Token)).ToArray();
        Assert.Equal(1, await GoneAsync(turns, 1));
        gate.Leave(isLimited: false);
        Assert.Equal(2, await GoneAsync(turns, 2));
        gate.Leave(isLimited: false);
        Assert.Equal(4, await GoneAsync(turns, 4));
    }

    [Fact]
    public async Task Another_limit_begins_anew()
    {
        await LimitAsync();
        var turns = Enumerable.Range(1, 20).Select(number => gate.EnterAsync(number, Token)).ToArray();
        gate.Leave(isLimited: false);
        gate.Leave(isLimited: false);
        Assert.Equal(4, await GoneAsync(turns, 4));
        gate.Leave(isLimited: true);
        Assert.Equal(4, await GoneAsync(turns, 4));
        gate.Leave(isLimited: true);
        Assert.Equal(5, await GoneAsync(turns, 5));
    }

    [Fact]
    public async Task While_it_is_closed_nobody_goes_and_then_the_oldest()
    {
        var clock = new TestClock { IsQuick = false };
        var closed = new RateGate(clock, 3, TimeSpan.FromSeconds(1));
        await closed.EnterAsync(0, Token);
        closed.Close(TimeSpan.FromSeconds(5));
        closed.Leave(isLimited: true);
        var younger = closed.EnterAsync(7, Token);
        var oldest = closed.EnterAsync(3, Token);
        clock.Expire();
        await oldest;
        Assert.False(younger.IsCompleted);
        Assert.Equal([TimeSpan.FromSeconds(5)], clock.Delays);
    }

    [Fact]
    public async Task With_many_through_the_limit_is_past()
    {
        await LimitAsync();
        for (var number = 0; number < 2500; number++)
        {
            await gate.EnterAsync(number, Token);
            gate.Leave(isLimited: false);
        }

        Without_a_limit_nobody_waits();
    }

    [Fact]
    public async Task The_oldest_request_goes_first()
    {
        await LimitAsync();
        await gate.EnterAsync(9, Token);
        var younger = gate.EnterAsync(7, Token);
        var oldest = gate.EnterAsync(3, Token);
        gate.Leave(isLimited: true);
        await oldest;
        Assert.False(younger.IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_takes_no_turn()
    {
        await LimitAsync();
        await gate.EnterAsync(1, Token);
        using var stop = new CancellationTokenSource();
        var stopped = gate.EnterAsync(2, stop.Token);
        var next = gate.EnterAsync(3, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        gate.Leave(isLimited: true);
        await next;
    }

    private async Task LimitAsync()
    {
        await gate.EnterAsync(0, Token);
        gate.Leave(isLimited: true);
    }

    /// <summary>How many turns were given; turns are given on another thread, so it waits for those expected.</summary>
    private static async Task<int> GoneAsync(Task[] turns, int expected)
    {
        await Task.WhenAll(turns.Take(expected)).WaitAsync(TimeSpan.FromSeconds(20), Token);
        return turns.Count(turn => turn.IsCompleted);
    }
}
