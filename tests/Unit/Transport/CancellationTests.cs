using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Transport;

/// <summary>Once the caller has cancelled, nothing more is sent and nothing but the cancellation comes out.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_request_in_flight_ends_and_is_not_tried_again()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(async (request, token) =>
        {
            await stop.CancelAsync();
            return await Silence(request, token);
        });
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAccountAsync(stop.Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_over_the_cancel_is_not_tried_again()
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
    public async Task The_wait_before_a_retry_ends()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        var notices = new RecordedRequestEvents();
        using var client = Clients.Scripted(network, new TestClock { IsQuick = false }, observer: notices);

        var request = client.GetAccountAsync(stop.Token);
        Assert.False(request.IsCompleted);
        Assert.Single(notices.All.OfType<RequestRetried>());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task The_wait_at_the_gate_ends()
    {
        using var stop = new CancellationTokenSource();
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        using var client = Clients.Scripted(network, new TestClock { IsQuick = false });

        var limited = client.GetAccountAsync(stop.Token);
        var heldBack = client.GetAccountAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => limited);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heldBack);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task A_client_that_is_closed_ends_what_is_under_way_and_says_so()
    {
        var network = new ScriptedHandler(Silence);
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
    public async Task A_client_that_is_closed_ends_what_waits()
    {
        var network = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, "", "application/json", ("Retry-After", "299")));
        var client = Clients.Scripted(network, new TestClock { IsQuick = false });
        var limited = client.GetAccountAsync(TestContext.Current.CancellationToken);
        var heldBack = client.GetAccountAsync(TestContext.Current.CancellationToken);

        client.Dispose();

        await ClosedAsync(limited);
        await ClosedAsync(heldBack);
        Assert.Single(network.Requests);
    }

    private static async Task<VocaFuseConnectionException> ClosedAsync(Task request)
    {
        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => request);
        Assert.True(failure.IsClosed);
        return failure;
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        var network = new ScriptedHandler(Ok(Samples.Account));
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAccountAsync(new CancellationToken(canceled: true)));

        Assert.Empty(network.Requests);
    }
}
