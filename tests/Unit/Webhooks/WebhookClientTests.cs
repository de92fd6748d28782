using System.Net;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"id":"w","status":"paused"}""", "paused")]
    [InlineData("""{"id":"w","active":true}""", "active")]
    [InlineData("""{"data":{"id":"w","active":false}}""", "inactive")]
    [InlineData("""{"id":"w","active":false,"status":"active"}""", "active")]
    [InlineData("""{"id":"w"}""", null)]
    public async Task A_status_is_read_from_either_field(string body, string? status)
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok(body));
        using var client = Clients.Scripted(network);

        Assert.Equal(status, (await client.GetWebhookAsync("w", Token)).Status);
    }

    [Fact]
    public async Task A_list_is_requested_without_a_page_until_there_are_more_pages()
    {
        using var network = new ScriptedHandler(
            ScriptedHandler.Ok(
                $$"""{"webhooks":[{{string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"id":"w{{i}}"}"""))}}],"page":0,"page_size":50,"total":51,"next_page_uri":"/x"}"""),
            ScriptedHandler.Ok("""{"webhooks":[{"id":"w49"},{"id":"w50"}],"total":51}"""));
        using var client = Clients.Scripted(network);

        var hooks = await client.ListWebhooksAsync(Token).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 51).Select(i => $"w{i}"), hooks.Select(hook => hook.Id));
        Assert.Equal("", network.Requests[0].Uri.Query);
        Assert.Equal(2, network.Requests.Count);
        Assert.StartsWith("?page=1&limit=", network.Requests[1].Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_sends_the_current_values_of_omitted_parameters()
    {
        using var network = new ScriptedHandler(
            ScriptedHandler.Ok("""{"id":"w","url":"https://a.example/","events":["x"]}"""),
            ScriptedHandler.Ok("""{"id":"w","url":"https://b.example/","events":["x"]}"""));
        using var client = Clients.Scripted(network);

        await client.UpdateWebhookAsync("w", url: "https://b.example/", cancellationToken: Token);

        Assert.Equal([HttpMethod.Get, HttpMethod.Put], network.Requests.Select(request => request.Method));
        Assert.Equal("""{"url":"https://b.example/","events":["x"]}""", network.Requests[1].Body);
    }

    [Fact]
    public async Task An_update_without_an_address_fails_if_the_service_does_not_return_it()
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok("""{"id":"w"}"""));
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAsync<VocaFuseResponseException>(
            () => client.UpdateWebhookAsync("w", events: ["x"], cancellationToken: Token));

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task The_secret_of_a_request_is_removed_from_failures_and_events()
    {
        const string Body = """{"error":{"message":"Bad word: OPEN SESAME","details":{"given":"open sesame"}}}""";
        using var network = new ScriptedHandler(ScriptedHandler.Respond(HttpStatusCode.BadRequest, Body));
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(network, observer: events);
        var secret = new NetworkCredential("", "open sesame").SecurePassword;

        var failure = await Assert.ThrowsAsync<VocaFuseInvalidRequestException>(
            () => client.CreateWebhookAsync("https://a.example/", ["x"], secret, Token));

        Assert.Contains("Bad word: ***", failure.Message, StringComparison.Ordinal);
        Assert.Equal("***", failure.Details["given"]);
        Assert.DoesNotContain(events.All, requestEvent => requestEvent.ToString().Contains("sesame", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("open sesame", network.Requests[0].Body!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_secret_is_long_and_unique()
    {
        var secrets = Enumerable.Range(0, 50).Select(_ => new NetworkCredential("", WebhookSecret.Generate()).Password).ToList();

        Assert.Equal(50, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Matches("^whsec_[0-9a-f]{64}$", secret));
    }
}
