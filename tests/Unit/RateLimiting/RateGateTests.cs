using System.Net;
using VocaFuse.RateLimiting;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>One 429 slows the whole connection down together.</summary>
public sealed class RateGateTests
{
    private static readonly Step Limited = Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "7"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rate_limit_holds_the_other_requests_back()
    {
        var clock = new TestClock { IsQuick = false };
        var notices = new RecordedRequestEvents();
        var network = new ScriptedHandler(Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: notices);

        var limited = client.GetAccountAsync(Token);
        var others = Enumerable.Range(0, 5).Select(_ => client.GetAccountAsync(Token)).ToArray();

        Assert.Single(network.Requests);
        Assert.Equal(5, notices.All.OfType<RequestDelayed>().Count());
        Assert.All(notices.All.OfType<RequestDelayed>(), notice => Assert.Equal(TimeSpan.FromSeconds(7), notice.Delay));

        clock.Expire();
        await Task.WhenAll([limited, .. others]);
        Assert.Equal(7, network.Requests.Count);
    }

    [Fact]
    public async Task Another_failure_holds_nobody_back()
    {
        var clock = new TestClock { IsQuick = false };
        var network = new ScriptedHandler(Answer(HttpStatusCode.ServiceUnavailable, "", "application/json", ("Retry-After", "7")), Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock);

        var failed = client.GetAccountAsync(Token);
        await client.GetAccountAsync(Token);

        Assert.Equal(2, network.Requests.Count);
        clock.Expire();
        await failed;
    }

    [Fact]
    public async Task The_limited_request_does_not_wait_twice()
    {
        var clock = new TestClock();
        var notices = new RecordedRequestEvents();
        using var client = Clients.Scripted(new ScriptedHandler(Limited, Ok(Samples.Account)), clock, observer: notices);

        await client.GetAccountAsync(Token);

        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Delays);
        Assert.Empty(notices.All.OfType<RequestDelayed>());
        var retried = Assert.Single(notices.All.OfType<RequestRetried>());
        Assert.True(retried.IsRateLimit);
        Assert.Equal(TimeSpan.FromSeconds(7), retried.Delay);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_prolong_the_wait()
    {
        var clock = new SteppingClock();
        var gate = new RateGate(clock, 3, TimeSpan.FromSeconds(1));
        gate.Close(TimeSpan.FromSeconds(7));

        clock.SetBack(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromSeconds(7), gate.Remaining);
    }

    [Fact]
    public void The_longest_wait_counts()
    {
        var gate = new RateGate(new SteppingClock(), 3, TimeSpan.FromSeconds(1));
        gate.Close(TimeSpan.FromSeconds(7));
        gate.Close(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(7), gate.Remaining);
    }

    [Fact]
    public void A_gate_that_was_never_closed_is_open() => Assert.Equal(TimeSpan.Zero, new RateGate(new SteppingClock(), 3, TimeSpan.FromSeconds(1)).Remaining);

    /// <summary>A machine whose wall clock is corrected while its counter goes on.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = new(2025, 10, 6, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => -5;

        public override DateTimeOffset GetUtcNow() => now;

        public void SetBack(TimeSpan step) => now -= step;
    }
}
