using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Transport;

/// <summary>After a cancellation nothing is sent, and the result is the cancellation.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_request_in_flight_is_canceled_and_not_retried()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(async (request, token) =>
        {
            await stop.CancelAsync();
            return await NoResponse(request, token);
        });
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAccountAsync(stop.Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_cancellation_is_not_retried()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(async (_, _) =>
        {
            await stop.CancelAsync();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "broken");
        });
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAccountAsync(stop.Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Canceling_ends_the_delay_before_a_retry()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(network, new TestClock { AutoAdvances = false }, observer: events);

        var request = client.GetAccountAsync(stop.Token);
        Assert.False(request.IsCompleted);
        Assert.Single(events.All.OfType<RequestRetried>());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Canceling_ends_the_wait_for_the_rate_limit()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        using var client = Clients.Scripted(network, new TestClock { AutoAdvances = false });

        var limited = client.GetAccountAsync(stop.Token);
        var delayed = client.GetAccountAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => limited);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delayed);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Closing_the_client_ends_requests_in_flight()
    {
        var network = new ScriptedHandler(NoResponse);
        var client = Clients.Scripted(network);
        var reading = client.GetAccountAsync(TestContext.Current.CancellationToken);
        var deleting = client.DeleteVoiceNoteAsync("vn_1", TestContext.Current.CancellationToken);

        client.Dispose();

        Assert.False((await ClosedAsync(reading)).MayHaveBeenApplied);
        Assert.True((await ClosedAsync(deleting)).MayHaveBeenApplied);
        await ClosedAsync(client.GetAccountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task Closing_the_client_ends_waiting_requests()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        var client = Clients.Scripted(network, new TestClock { AutoAdvances = false });
        var limited = client.GetAccountAsync(TestContext.Current.CancellationToken);
        var delayed = client.GetAccountAsync(TestContext.Current.CancellationToken);

        client.Dispose();

        await ClosedAsync(limited);
        await ClosedAsync(delayed);
        Assert.Single(network.Requests);
    }

    private static async Task<VocaFuseConnectionException> ClosedAsync(Task request)
    {
        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => request);
        Assert.True(failure.IsClosed);
        return failure;
    }

    [Fact]
    public async Task A_canceled_token_sends_nothing()
    {
        var network = new ScriptedHandler(Ok(Samples.Account));
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAccountAsync(new CancellationToken(canceled: true)));

        Assert.Empty(network.Requests);
    }
}
