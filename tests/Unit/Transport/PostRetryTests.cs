using System.Net;
using VocaFuse.Transport;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Transport;

/// <summary>A POST is only retried if it was certainly not applied.</summary>
public sealed class PostRetryTests
{
    private static readonly ApiRequest Post = new(HttpMethod.Post, "/webhooks", VocaFuseResource.Webhook) { Body = "{}"u8.ToArray() };

    private static readonly Step Created = Respond(HttpStatusCode.Created, "{}");

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_POST_that_may_have_been_applied_is_not_retried(int status)
    {
        var (failure, count) = await SendAsync(Respond((HttpStatusCode)status), Created);

        Assert.IsType<VocaFuseServiceException>(failure);
        Assert.Equal(1, count);
        Assert.Equal(status >= 500, failure.MayHaveBeenApplied);
    }

    [Fact]
    public async Task A_POST_is_not_retried_after_a_503_with_Retry_After()
    {
        // The response does not rule out that something was created.
        var (failure, count) = await SendAsync(Respond(HttpStatusCode.ServiceUnavailable, "", "application/json", ("Retry-After", "2")),
            Created);

        Assert.IsType<VocaFuseServiceException>(failure);
        Assert.Equal(1, count);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(429, "2")]
    public async Task A_POST_is_retried_after_a_429(int status, string? retryAfter)
    {
        var headers = retryAfter is null ? Array.Empty<(string, string)>() : [("Retry-After", retryAfter)];
        var (failure, count) = await SendAsync(Respond((HttpStatusCode)status, "", "application/json", headers), Created);

        Assert.Null(failure);
        Assert.Equal(2, count);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task A_POST_that_was_not_sent_is_retried(HttpRequestError error)
    {
        var (failure, count) = await SendAsync(Failing(new HttpRequestException(error, "broken")), Created);

        Assert.Null(failure);
        Assert.Equal(2, count);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_POST_with_a_lost_response_is_not_retried(HttpRequestError error)
    {
        var (failure, count) = await SendAsync(Failing(new HttpRequestException(error, "broken")), Created);

        Assert.True(Assert.IsType<VocaFuseConnectionException>(failure).MayHaveBeenApplied);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_POST_that_times_out_is_not_retried()
    {
        var clock = new TestClock();
        var (failure, count) = await SendAsync(clock, async (request, token) =>
        {
            clock.Expire();
            return await NoResponse(request, token);
        }, Created);

        Assert.True(Assert.IsType<VocaFuseTimeoutException>(failure).MayHaveBeenApplied);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_POST_whose_response_cannot_be_decompressed_may_have_been_applied()
    {
        await using var server = new RawServer(_ => RawServer.Response("201 Created\r\nContent-Encoding: gzip", "this was never packed"));
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret) { RetryDelay = TimeSpan.Zero }, server.Address);

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() =>
            transport.SendAsync(Post, static response => response.StatusCode, null, TestContext.Current.CancellationToken));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.Single(server.Requests);
    }

    private static Task<(VocaFuseException? Failure, int Count)> SendAsync(params Step[] script) => SendAsync(new TestClock(), script);

    private static async Task<(VocaFuseException? Failure, int Count)> SendAsync(TestClock clock, params Step[] script)
    {
        var network = new ScriptedHandler(script);
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret) { Handler = network, Clock = clock,
            Timeout = TestClock.AttemptTimeout }, Clients.Address);
        VocaFuseException? failure = null;
        try
        {
            await transport.SendAsync(Post, static response => response.StatusCode, null, TestContext.Current.CancellationToken);
        }
        catch (VocaFuseException caught)
        {
            failure = caught;
        }

        return (failure, network.Requests.Count);
    }
}
