using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>A limit that lasts is everybody's: it is not run into by one request after the other.</summary>
public sealed class LastingLimitTests
{
    private const int Retries = 3;

    private static readonly Step Limited = Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "7"));

    private readonly TestClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_that_wait_give_up_with_the_one_that_went_ahead()
    {
        var slow = new TestClock { IsQuick = false };
        var network = new ScriptedHandler(Limited);
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());

        var failures = await EndAsync(slow, Task.WhenAll(Enumerable.Range(0, 200).Select(_ => FailAsync(client))));

        // Each round is one request, and there are as many as one request has attempts.
        Assert.Equal(1 + Retries, network.Requests.Count);
        Assert.Equal(1 + Retries, failures.Sum(static failure => failure.Attempts));
    }

    [Fact]
    public async Task While_it_lasts_no_further_request_of_the_command_waits()
    {
        var slow = new TestClock { IsQuick = false };
        var network = new ScriptedHandler(Limited);
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        await EndAsync(slow, FailAsync(client));
        var sent = network.Requests.Count;
        var next = await FailAsync(client);

        Assert.Equal(sent, network.Requests.Count);
        Assert.Equal(0, next.Attempts);
        Assert.InRange(next.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7));
        Assert.Contains("not sent", next.Message, StringComparison.Ordinal);
        Assert.False(next.MayHaveBeenApplied);
    }

    [Fact]
    public async Task A_new_command_waits_and_tries_for_itself()
    {
        var slow = new TestClock { IsQuick = false };
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        await EndAsync(slow, FailAsync(client));

        var notices = new RecordedRequestEvents();
        await EndAsync(slow, client.ObservedBy(notices).GetAccountAsync(Token));

        Assert.Equal(6, network.Requests.Count);
        Assert.Single(notices.All.OfType<RequestDelayed>());
    }

    [Fact]
    public async Task Afterwards_one_tries_and_one_success_makes_all_as_before()
    {
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Ok(Samples.Account), Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock);
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(7));

        await client.GetAccountAsync(Token);
        // Refused once, and worth another try again.
        await client.GetAccountAsync(Token);

        Assert.Equal(7, network.Requests.Count);
    }

    [Fact]
    public async Task Who_comes_after_the_wait_has_tries_of_its_own()
    {
        var network = new ScriptedHandler(Limited, Limited, Limited, Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: new RecordedRequestEvents());
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(7));

        await client.GetAccountAsync(Token);

        Assert.Equal(6, network.Requests.Count);
    }

    [Fact]
    public async Task Who_came_later_is_not_given_up_with_those_before()
    {
        var slow = new TestClock { IsQuick = false };
        var requests = 0;
        var network = new ScriptedHandler((request, token) => (Interlocked.Increment(ref requests) <= 1 + Retries ? Limited : Ok(Samples.Account))(request, token));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());
        var first = FailAsync(client);
        while (requests < Retries)
        {
            await Task.Delay(1, Token);
            slow.Expire();
        }

        // Its last attempt is still to come.
        var later = client.ObservedBy(new RecordedRequestEvents()).GetAccountAsync(Token);
        await EndAsync(slow, first);
        await EndAsync(slow, later);
    }

    [Fact]
    public async Task What_is_not_sent_is_not_said_to_be_waited_for()
    {
        var notices = new RecordedRequestEvents();
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "301")));
        using var client = Clients.Scripted(network, clock, observer: notices);
        await FailAsync(client);
        clock.Skip(TimeSpan.FromSeconds(2));

        Assert.Equal(0, (await FailAsync(client)).Attempts);

        Assert.Single(notices.All);
    }

    [Fact]
    public async Task What_was_never_sent_was_not_carried_out()
    {
        var slow = new TestClock { IsQuick = false };
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
    public async Task Without_a_word_on_the_wait_all_wait_together_too()
    {
        var slow = new TestClock { IsQuick = false };
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests));
        using var client = Clients.Scripted(network, slow, observer: new RecordedRequestEvents());

        var failures = await EndAsync(slow, Task.WhenAll(Enumerable.Range(0, 40).Select(_ => FailAsync(client))));

        Assert.Equal(1 + Retries, network.Requests.Count);
        Assert.Equal(1 + Retries, failures.Sum(static failure => failure.Attempts));
        // Each wait is about twice the one before.
        Assert.Equal(Retries, slow.Delays.Count);
        Assert.InRange(slow.Delays[2], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_the_whole_commands_and_five_minutes_later_one_tries_again()
    {
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "4000")), Ok(Samples.Account));
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
    public async Task A_new_command_tries_whatever_wait_another_one_was_told()
    {
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "4000")), Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, observer: new RecordedRequestEvents());
        await FailAsync(client);

        await client.ObservedBy(new RecordedRequestEvents()).GetAccountAsync(Token);

        Assert.Equal(2, network.Requests.Count);
        Assert.Empty(clock.Delays);
    }

    [Fact]
    public async Task A_failure_tells_of_an_earlier_attempt_that_may_have_been_carried_out()
    {
        var network = new ScriptedHandler(Answer(HttpStatusCode.InternalServerError), Limited);
        using var client = Clients.Scripted(network, clock, retries: 1);

        var failure = await Assert.ThrowsAsync<VocaFuseRateLimitException>(() => client.DeleteVoiceNoteAsync("vn_1", Token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.False((await FailAsync(client)).MayHaveBeenApplied);
    }

    [Fact]
    public async Task A_limit_that_lets_one_through_now_and_then_is_waited_for()
    {
        var requests = 0;
        var network = new ScriptedHandler((request, token) => (Interlocked.Increment(ref requests) % (1 + Retries) == 0 ? Ok(Samples.Account) : Limited)(request, token));
        using var client = Clients.Scripted(network, clock);

        for (var i = 0; i < 20; i++)
        {
            await client.GetAccountAsync(Token);
        }

        Assert.Equal(20 * (1 + Retries), requests);
    }

    [Fact]
    public async Task However_often_it_is_refused_a_wait_stays_below_the_longest()
    {
        using var client = Clients.Scripted(new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests)), clock, retries: 60);

        Assert.Equal(61, (await FailAsync(client)).Attempts);
        Assert.All(clock.Delays, static delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Without_retries_nobody_waits_for_another()
    {
        var network = new ScriptedHandler(Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, clock, retries: 0);

        Assert.Equal(1, (await FailAsync(client)).Attempts);
        await client.GetAccountAsync(Token);
    }

    [Fact]
    public async Task Those_that_wait_are_told_of_each_further_wait()
    {
        var slow = new TestClock { IsQuick = false };
        var notices = new RecordedRequestEvents();
        var network = new ScriptedHandler(Limited, Limited, Ok(Samples.Account));
        using var client = Clients.Scripted(network, slow, observer: notices);
        var first = client.GetAccountAsync(Token);
        var second = client.GetAccountAsync(Token);
        Assert.Single(notices.All.OfType<RequestDelayed>());

        await EndAsync(slow, Task.WhenAll(first, second));
        Assert.Equal(2, notices.All.OfType<RequestDelayed>().Count());
        Assert.Equal(2, notices.All.OfType<RequestRetried>().Count());
    }

    /// <summary>Lets the waits go by one after the other until a task has ended.</summary>
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
