using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>A 429 pauses all requests of the connection; afterwards one request is sent alone, then more.</summary>
public sealed class RateLimitGateTests : IDisposable
{
    private static readonly Step Limited = Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "7"));

    private readonly TestClock clock = new() { AutoAdvances = false };
    private readonly PendingHandler network = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => network.Dispose();

    [Fact]
    public async Task A_429_pauses_the_other_requests()
    {
        var events = new RecordedRequestEvents();
        var scripted = new ScriptedHandler(Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(scripted, clock, observer: events);

        var limited = client.GetAccountAsync(Token);
        var others = Enumerable.Range(0, 5).Select(_ => client.GetAccountAsync(Token)).ToArray();

        Assert.Single(scripted.Requests);
        Assert.Equal(5, events.All.OfType<RequestDelayed>().Count());
        Assert.All(events.All.OfType<RequestDelayed>(), delayed => Assert.Equal(TimeSpan.FromSeconds(7), delayed.Delay));

        clock.Expire();
        await Task.WhenAll([limited, .. others]);
        Assert.Equal(7, scripted.Requests.Count);
    }

    [Fact]
    public async Task A_503_does_not_pause_other_requests()
    {
        var scripted = new ScriptedHandler(Respond(HttpStatusCode.ServiceUnavailable, "", "application/json", ("Retry-After", "7")),
            Ok(Samples.Account));
        using var client = Clients.Scripted(scripted, clock);

        var failed = client.GetAccountAsync(Token);
        await client.GetAccountAsync(Token);

        Assert.Equal(2, scripted.Requests.Count);
        clock.Expire();
        await failed;
    }

    [Fact]
    public async Task The_limited_request_announces_its_delay_once()
    {
        var quick = new TestClock();
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(new ScriptedHandler(Limited, Ok(Samples.Account)), quick, observer: events);

        await client.GetAccountAsync(Token);

        Assert.Equal([TimeSpan.FromSeconds(7)], quick.Delays);
        Assert.Empty(events.All.OfType<RequestDelayed>());
        var retried = Assert.Single(events.All.OfType<RequestRetried>());
        Assert.True(retried.IsRateLimit);
        Assert.Equal(TimeSpan.FromSeconds(7), retried.Delay);
    }

    [Fact]
    public async Task Setting_the_clock_back_does_not_prolong_the_pause()
    {
        var stepping = new SteppingClock();
        var events = new RecordedRequestEvents();
        var client = Clients.Scripted(new ScriptedHandler(Limited), stepping, observer: events);
        var limited = client.GetAccountAsync(Token);

        stepping.SetBack(TimeSpan.FromHours(1));
        var delayed = client.GetAccountAsync(Token);

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(events.All.OfType<RequestDelayed>()).Delay);
        client.Dispose();
        await Assert.ThrowsAsync<VocaFuseConnectionException>(() => limited);
        await Assert.ThrowsAsync<VocaFuseConnectionException>(() => delayed);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    public async Task The_longest_pause_counts(int first, int second)
    {
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(network, clock, observer: events);
        var limited = Enumerable.Range(0, 2).Select(_ => client.GetAccountAsync(Token)).ToArray();
        network.Respond(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(first));
        network.Respond(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(second));
        await UntilAsync(() => events.All.OfType<RequestRetried>().Count() == 2);

        var delayed = client.GetAccountAsync(Token);

        Assert.Equal(TimeSpan.FromSeconds(7), events.All.OfType<RequestDelayed>().Last().Delay);
        clock.Skip(TimeSpan.FromSeconds(7));
        clock.Expire();
        await EndAsync([.. limited, delayed]);
    }

    [Fact]
    public async Task After_a_pause_one_request_is_sent_alone_and_then_more()
    {
        using var client = Clients.Scripted(network, clock);
        var requests = await PausedAsync(client, 20);

        clock.Expire();
        await UntilPendingAsync(1);
        network.Respond(HttpStatusCode.OK, Samples.Note);
        await UntilPendingAsync(2);
        network.Respond(HttpStatusCode.OK, Samples.Note);
        network.Respond(HttpStatusCode.OK, Samples.Note);
        await UntilPendingAsync(4);

        await EndAsync(requests);
    }

    [Fact]
    public async Task A_further_429_pauses_again()
    {
        using var client = Clients.Scripted(network, clock);
        var requests = await PausedAsync(client, 20);
        clock.Expire();
        await UntilPendingAsync(1);
        network.Respond(HttpStatusCode.OK, Samples.Note);
        await UntilPendingAsync(2);

        network.Respond(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(5));
        await UntilAsync(() => clock.Delays.Count == 2);
        network.Respond(HttpStatusCode.OK, Samples.Note);
        Assert.Equal(0, network.PendingCount);
        // Expire would also end the timeout of a request that has not read its response yet.
        await UntilAsync(() => requests.Count(static request => request.IsCompleted) == 2);
        clock.Expire();
        await UntilPendingAsync(1);

        await EndAsync(requests);
    }

    [Fact]
    public async Task The_oldest_request_is_sent_first()
    {
        using var client = Clients.Scripted(network, clock);
        var requests = await PausedAsync(client, 3);

        clock.Expire();
        await EndAsync(requests);

        Assert.Equal(["/v1/voicenotes/vn_0", "/v1/voicenotes/vn_0", "/v1/voicenotes/vn_1", "/v1/voicenotes/vn_2"], network.Paths);
    }

    [Fact]
    public async Task A_canceled_request_is_not_sent()
    {
        using var stop = new CancellationTokenSource();
        using var client = Clients.Scripted(network, clock);
        var limited = await PausedAsync(client, 1);
        var canceled = client.GetVoiceNoteAsync("vn_canceled", stop.Token);
        var next = client.GetVoiceNoteAsync("vn_next", Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        clock.Expire();
        await EndAsync([.. limited, next]);
        Assert.DoesNotContain("/v1/voicenotes/vn_canceled", network.Paths);
    }

    [Fact]
    public async Task After_many_accepted_requests_all_are_sent_immediately()
    {
        using var client = Clients.Scripted(network, clock);
        var requests = await PausedAsync(client, 200);
        clock.Expire();
        await EndAsync(requests);

        requests = [.. Enumerable.Range(0, 100).Select(_ => client.GetVoiceNoteAsync("vn_1", Token))];

        await UntilPendingAsync(100);
        await EndAsync(requests);
    }

    /// <summary>Starts requests, of which the first gets a 429.</summary>
    private async Task<Task<VoiceNote>[]> PausedAsync(VocaFuseClient client, int count)
    {
        var first = client.GetVoiceNoteAsync("vn_0", Token);
        network.Respond(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(7));
        await UntilAsync(() => clock.Delays.Count == 1);
        return [first, .. Enumerable.Range(1, count - 1).Select(number => client.GetVoiceNoteAsync($"vn_{number}", Token))];
    }

    private async Task UntilPendingAsync(int count)
    {
        await UntilAsync(() => network.PendingCount >= count);
        Assert.Equal(count, network.PendingCount);
    }

    private static Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(condition, Task.Delay(Timeout.Infinite, Token));

    /// <summary>Responds to all requests until the tasks have ended.</summary>
    private async Task EndAsync(Task[] tasks)
    {
        var all = Task.WhenAll(tasks);
        while (!all.IsCompleted)
        {
            while (network.PendingCount > 0)
            {
                network.Respond(HttpStatusCode.OK, Samples.Note);
            }

            await Task.Delay(1, Token);
        }

        await all;
    }

    /// <summary>A clock whose time of day can be set back without changing its timestamps.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = new(2025, 10, 6, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => -5;

        public override DateTimeOffset GetUtcNow() => now;

        public void SetBack(TimeSpan step) => now -= step;
    }
}
