using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Transport;

/// <summary>Which requests are retried, how often and after which delay.</summary>
public sealed class RetryTests
{
    public static TheoryData<int> PassingStatuses => [408, 429, 500, 502, 503, 504];

    public static TheoryData<int> LastingStatuses => [400, 401, 403, 404, 405, 409, 410, 413, 422, 501, 505, 302];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PassingStatuses))]
    public async Task A_transient_failure_is_retried(int status)
    {
        var network = new ScriptedHandler(Respond((HttpStatusCode)status, Samples.Error), Ok(Samples.Note));
        using var client = Clients.Scripted(network);

        Assert.Equal("vn_1", (await client.GetVoiceNoteAsync("vn_1", Token)).Id);
        Assert.Equal(2, network.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(LastingStatuses))]
    public async Task A_permanent_failure_is_not_retried(int status)
    {
        var network = new ScriptedHandler(Respond((HttpStatusCode)status, Samples.Error));
        using var client = Clients.Scripted(network);

        var failure = await Assert.ThrowsAnyAsync<VocaFuseException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Equal(1, failure.Attempts);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_failed_connection_is_retried(HttpRequestError error)
    {
        var network = new ScriptedHandler(Failing(new HttpRequestException(error, "broken")), Ok(Samples.Note));
        using var client = Clients.Scripted(network);

        await client.GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_not_retried()
    {
        var untrusted = new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS",
            new System.Security.Authentication.AuthenticationException("The remote certificate was rejected."));
        var network = new ScriptedHandler(Failing(untrusted));
        using var client = Clients.Scripted(network);

        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Single(network.Requests);
        Assert.True(failure.IsUnreachable);
        Assert.Contains("is not trusted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_times_out_is_retried()
    {
        var clock = new TestClock();
        var network = new ScriptedHandler(async (request, token) =>
        {
            clock.Expire();
            return await NoResponse(request, token);
        }, Ok(Samples.Note));
        using var client = Clients.Scripted(network, clock);

        await client.GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task The_failure_contains_the_number_of_attempts()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.ServiceUnavailable));
        using var client = Clients.Scripted(network, retries: 2);

        var failure = await Assert.ThrowsAsync<VocaFuseServiceException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Equal(3, failure.Attempts);
        Assert.Equal(3, network.Requests.Count);
    }

    [Fact]
    public async Task Without_retries_there_is_one_attempt()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.ServiceUnavailable));
        using var client = Clients.Scripted(network, retries: 0);

        await Assert.ThrowsAsync<VocaFuseServiceException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task The_delay_doubles_up_to_a_minute()
    {
        var clock = new TestClock();
        var network = new ScriptedHandler(Respond(HttpStatusCode.InternalServerError));
        using var client = Clients.Scripted(network, clock, retries: 12);

        await Assert.ThrowsAsync<VocaFuseServiceException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Equal(12, clock.Delays.Count);
        Assert.All(clock.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(60)));
        // Jitter, so that clients do not all retry at the same moment.
        Assert.Contains(clock.Delays, delay => delay.TotalSeconds % 1 != 0);
        // It changes each delay, so sums of neighbors are compared.
        Assert.True(clock.Delays.Take(3).Sum(delay => delay.TotalSeconds) < clock.Delays.Skip(5).Take(3).Sum(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Each_attempt_sends_a_new_message_with_the_same_content()
    {
        var network = new ScriptedHandler(Respond(HttpStatusCode.BadGateway), Respond(HttpStatusCode.BadGateway), Ok(Samples.Account));
        var seen = new List<HttpRequestMessage>();
        using var client = Clients.Scripted(new RecordingHandler(network, seen));

        await client.GetAccountAsync(Token);

        Assert.Equal(3, seen.Distinct().Count());
        Assert.Single(network.Requests.Select(request => (request.Method, request.Uri, request.Headers["X-VocaFuse-API-Key"])).Distinct());
    }

    private sealed class RecordingHandler(HttpMessageHandler inner, List<HttpRequestMessage> seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
