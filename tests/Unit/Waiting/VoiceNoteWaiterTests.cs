using System.Net;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;
using Xunit;

namespace VocaFuse.Unit.Waiting;

public sealed class VoiceNoteWaiterTests
{
    private static readonly ScriptedHandler.Step Processing = ScriptedHandler.Ok("""{"id":"vn_1","status":"processing"}""");
    private static readonly ScriptedHandler.Step Ready = ScriptedHandler.Ok("""{"id":"vn_1","status":"transcribed"}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transcribed")]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("archived")]
    public async Task A_processed_voice_note_is_returned_immediately(string status)
    {
        var clock = new TestClock();
        using var client = Clients.Scripted(new ScriptedHandler(ScriptedHandler.Ok($$"""{"id":"vn_1","status":"{{status}}"}""")), clock);

        var note = await Waiter(client).WaitAsync("vn_1", Token);

        Assert.Equal(status, note.Status);
        Assert.Empty(clock.Delays);
    }

    [Fact]
    public async Task The_interval_grows_up_to_a_maximum()
    {
        var clock = new TestClock();
        using var client = Clients.Scripted(new ScriptedHandler([.. Enumerable.Repeat(Processing, 12), Ready]), clock);

        await Waiter(client, timeout: 1000).WaitAsync("vn_1", Token);

        Assert.Equal([2, 2.5, 3.125, 3.906, 4.882, 6.103, 7.629, 9.536, 10, 10, 10, 10],
            clock.Delays.Select(delay => Math.Round(delay.TotalSeconds, 3)));
    }

    [Fact]
    public async Task A_voice_note_is_requested_again_at_the_timeout()
    {
        var clock = new TestClock();
        var network = new ScriptedHandler(Processing);
        using var client = Clients.Scripted(network, clock);

        var failure = await Assert.ThrowsAsync<VocaFuseStillProcessingException>(
            () => Waiter(client, timeout: 5).WaitAsync("vn_1", Token));

        Assert.Equal([2, 2.5, 0.5], clock.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(4, network.Requests.Count);
        Assert.Equal("The voice note 'vn_1' is still processing after 5 s.", failure.Message);
        Assert.Equal("vn_1", failure.VoiceNote.Id);
    }

    [Fact]
    public async Task A_timeout_of_zero_makes_one_request()
    {
        var network = new ScriptedHandler(Processing);
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAsync<VocaFuseStillProcessingException>(() => Waiter(client, timeout: 0).WaitAsync("vn_1", Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task A_missing_voice_note_fails_immediately()
    {
        var network = new ScriptedHandler(ScriptedHandler.Respond(HttpStatusCode.NotFound, Samples.Error));
        using var client = Clients.Scripted(network);
        var waiter = Waiter(client);

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => waiter.WaitAsync("vn_1", Token));

        Assert.Single(network.Requests);
        Assert.Equal((0, 1), (waiter.PendingCount, waiter.FinishedCount));
    }

    [Fact]
    public async Task The_interval_grows_with_the_number_of_voice_notes()
    {
        var clock = new TestClock { AutoAdvances = false };
        using var client = Clients.Scripted(new ScriptedHandler(Processing), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiter = Waiter(client, concurrency: 2);

        var waits = Enumerable.Range(0, 200).Select(i => waiter.WaitAsync($"vn_{i}", stop.Token)).ToArray();
        await Eventually.TrueAsync(() => clock.Delays.Count >= 200, Task.WhenAny(waits));
        Assert.Equal(200, waiter.PendingCount);
        Assert.Equal(20, clock.Delays[^1].TotalSeconds);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waits));
    }

    [Fact]
    public async Task Concurrent_requests_are_limited()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 40, LatencyMs = 20 });
        using var client = Clients.Create(sandbox);
        var waiter = Waiter(client, timeout: 0, concurrency: 3);

        await Task.WhenAll(sandbox.Store.Ids("transcribed").Select(id => waiter.WaitAsync(id, Token)));

        Assert.Equal(3, sandbox.MaxConcurrentRequests);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_immediately()
    {
        var clock = new TestClock { AutoAdvances = false };
        using var client = Clients.Scripted(new ScriptedHandler(Processing), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var wait = Waiter(client).WaitAsync("vn_1", stop.Token);
        await Eventually.TrueAsync(() => clock.Delays.Count > 0, wait);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static VoiceNoteWaiter Waiter(VocaFuseClient client, double timeout = 60, int concurrency = 8) =>
        new(client, TimeSpan.FromSeconds(timeout), TimeSpan.FromSeconds(2), concurrency);
}
