using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>A command gives up on a lasting rate limit instead of retrying each of its requests.</summary>
public sealed class GiveUpTests
{
    private const int Retries = 3;

    private static readonly Step Limited = Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "7"));

    private readonly TestClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queued_requests_fail_together_with_the_request_that_exceeds_its_retries()
    {
        var slow = new TestClock { AutoAdvances = false };
        var network = new ScriptedHandler(Limited);
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());

        var requests = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => FailAsync(client)));
        await EndPausesAsync(slow, Retries);
        var failures = await requests;

        // One request is sent after each pause, and there are as many as a request has attempts.
        Assert.Equal(1 + Retries, network.Requests.Count);
        Assert.Equal(1 + Retries, failures.Sum(static failure => failure.Attempts));
    }

    [Fact]
    public async Task Further_requests_of_the_command_fail_until_the_pause_ends()
    {
        var slow = new TestClock { AutoAdvances = false };
        var network = new ScriptedHandler(Limited);
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        var first = FailAsync(client);
        await EndPausesAsync(slow, Retries);
        await first;
        var sent = network.Requests.Count;
        var next = await FailAsync(client);

        Assert.Equal(sent, network.Requests.Count);
        Assert.Equal(0, next.Attempts);
        Assert.InRange(next.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7));
        Assert.Contains("not sent", next.Message, StringComparison.Ordinal);
        Assert.False(next.MayHaveBeenApplied);
    }

    [Fact]
    public async Task A_new_command_waits_and_is_sent()
    {
        var slow = new TestClock { AutoAdvances = false };
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        var first = FailAsync(client);
        await EndPausesAsync(slow, Retries);
        await first;

        var events = new RecordedRequestEvents();
        await EndAsync(slow, client.ObservedBy(events).GetAccountAsync(Token));

        Assert.Equal(6, network.Requests.Count);
        Assert.Single(events.All.OfType<RequestDelayed>());
    }

    [Fact]
    public async Task After_the_pause_a_success_restores_all_retries()
    {
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Ok(Samples.Account), Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock);
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(7));

        await client.GetAccountAsync(Token);
        // Refused once and sent again.
        await client.GetAccountAsync(Token);

        Assert.Equal(7, network.Requests.Count);
    }

    [Fact]
    public async Task After_the_pause_a_command_starts_with_all_its_retries()
    {
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: new RecordedRequestEvents());
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(7));

        await client.GetAccountAsync(Token);

        Assert.Equal(6, network.Requests.Count);
    }

    [Fact]
    public async Task A_later_command_does_not_give_up_with_an_earlier_one()
    {
        var slow = new TestClock { AutoAdvances = false };
        var requests = 0;
        var network = new ScriptedHandler((request, token) =>
            (Interlocked.Increment(ref requests) <= 1 + Retries ? Limited : Ok(Samples.Account))(request, token));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        var first = FailAsync(client);
        while (requests < Retries)
        {
            await Task.Delay(1, Token);
            slow.Expire();
        }

        // The first command has one more attempt.
        var later = client.ObservedBy(new RecordedRequestEvents()).GetAccountAsync(Token);
        await EndAsync(slow, first);
        await EndAsync(slow, later);
    }

    [Fact]
    public async Task A_request_that_is_not_sent_announces_no_delay()
    {
        var events = new RecordedRequestEvents();
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "301")));
        using var client = Clients.Scripted(network, clock, observer: events);
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(2));

        Assert.Equal(0, (await FailAsync(client)).Attempts);

        Assert.Single(events.All);
    }

    [Fact]
    public async Task A_delayed_request_of_a_closed_client_was_not_applied()
    {
        var slow = new TestClock { AutoAdvances = false };
        var client = Clients.Scripted(new ScriptedHandler(Limited), slow);
        var limited = client.GetAccountAsync(Token);
        var deleting = client.DeleteVoiceNoteAsync("vn_1", Token);

        client.Dispose();

        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => deleting);
        Assert.False(failure.MayHaveBeenApplied);
        Assert.Equal(0, failure.Attempts);
        await Assert.ThrowsAsync<VocaFuseConnectionException>(() => limited);
    }

    [Fact]
    public async Task Without_Retry_After_all_requests_wait_together()
    {
        var slow = new TestClock { AutoAdvances = false };
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());

        var requests = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => FailAsync(client)));
        await EndPausesAsync(slow, Retries);
        var failures = await requests;

        Assert.Equal(1 + Retries, network.Requests.Count);
        Assert.Equal(1 + Retries, failures.Sum(static failure => failure.Attempts));
        // Each pause is about twice the one before.
        Assert.Equal(1 + Retries, slow.Delays.Count);
        Assert.InRange(slow.Delays[2], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_Retry_After_above_the_maximum_blocks_the_command_for_five_minutes()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "4000")),
            Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: new RecordedRequestEvents());

        Assert.Equal(1, (await FailAsync(client)).Attempts);
        var next = await FailAsync(client);
        Assert.Equal(0, next.Attempts);
        Assert.InRange(next.RetryAfter!.Value, TimeSpan.FromSeconds(3990), TimeSpan.FromSeconds(4000));
        Assert.Single(network.Requests);

        clock.Skip(TimeSpan.FromMinutes(5));
        await client.GetAccountAsync(Token);
        Assert.Empty(clock.Delays);
    }

    [Fact]
    public async Task A_Retry_After_above_the_maximum_does_not_block_a_new_command()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "4000")),
            Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: new RecordedRequestEvents());
        await FailAsync(client);

        await client.ObservedBy(new RecordedRequestEvents()).GetAccountAsync(Token);

        Assert.Equal(2, network.Requests.Count);
        Assert.Empty(clock.Delays);
    }

    [Fact]
    public async Task A_failure_reports_that_an_earlier_attempt_may_have_been_applied()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.InternalServerError), Limited);
        using var client = Clients.Scripted(network, clock, retries: 1);

        var failure = await Assert.ThrowsAsync<VocaFuseRateLimitException>(() => client.DeleteVoiceNoteAsync("vn_1", Token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.False((await FailAsync(client)).MayHaveBeenApplied);
    }

    [Fact]
    public async Task A_limit_that_accepts_some_requests_does_not_end_the_command()
    {
        var requests = 0;
        var network = new ScriptedHandler((request, token) =>
            (Interlocked.Increment(ref requests) % (1 + Retries) == 0 ? Ok(Samples.Account) : Limited)(request, token));
        using var client = Clients.Scripted(network, clock);

        for (var i = 0; i < 20; i++)
        {
            await client.GetAccountAsync(Token);
        }

        Assert.Equal(20 * (1 + Retries), requests);
    }

    [Fact]
    public async Task A_pause_without_Retry_After_has_a_maximum_length()
    {
        using var client = Clients.Scripted(new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests)), clock, retries: 60);

        Assert.Equal(61, (await FailAsync(client)).Attempts);
        Assert.All(clock.Delays, static delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Without_retries_there_is_no_pause()
    {
        var network = new ScriptedHandler(Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, retries: 0);

        Assert.Equal(1, (await FailAsync(client)).Attempts);
        await client.GetAccountAsync(Token);
    }

    [Fact]
    public async Task Queued_requests_announce_each_further_pause()
    {
        var slow = new TestClock { AutoAdvances = false };
        var events = new RecordedRequestEvents();
        var network = new ScriptedHandler(Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, slow, observer: events);
        var first = client.GetAccountAsync(Token);
        var second = client.GetAccountAsync(Token);
        Assert.Single(events.All.OfType<RequestDelayed>());

        slow.Expire();
        await Eventually.TrueAsync(() => events.All.OfType<RequestDelayed>().Count() == 2, Task.WhenAll(first, second));
        await EndAsync(slow, Task.WhenAll(first, second));
        Assert.Equal(2, events.All.OfType<RequestDelayed>().Count());
        Assert.Equal(2, events.All.OfType<RequestRetried>().Count());
    }

    /// <summary>Ends a number of pauses, but not the next one.</summary>
    private static async Task EndPausesAsync(TestClock clock, int count)
    {
        for (var pause = 1; pause <= count; pause++)
        {
            await Eventually.TrueAsync(() => clock.Delays.Count == pause, Task.Delay(Timeout.Infinite, Token));
            clock.Expire();
        }
    }

    /// <summary>Ends one delay after the other until a task has ended.</summary>
    private static async Task<T> EndAsync<T>(TestClock clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.Delay(1, Token);
            clock.Expire();
        }

        return await task;
    }

    private static async Task<VocaFuseRateLimitException> FailAsync(VocaFuseClient client) =>
        await Assert.ThrowsAsync<VocaFuseRateLimitException>(() => client.GetAccountAsync(Token));
}
