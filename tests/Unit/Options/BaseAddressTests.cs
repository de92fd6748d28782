using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Options;

/// <summary>Without a configured base address, the account shows whether the service's paths begin with /v1.</summary>
public sealed class BaseAddressTests
{
    private static readonly Step NotFound = Respond(HttpStatusCode.NotFound, """{"message":"Not Found"}""");
    private static readonly Step Gateway = Respond(HttpStatusCode.Forbidden, """{"message":"Missing Authentication Token"}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_service_without_v1_is_found(int status)
    {
        var network = new ScriptedHandler(status == 404 ? NotFound : Gateway, Ok(Samples.Account), Ok(Samples.Note));
        using var client = Client(network);

        await client.GetAccountAsync(Token);
        await client.GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(["/v1/account", "/account", "/voicenotes/vn_1"], network.Requests.Select(static request => request.Uri.AbsolutePath));
        Assert.Equal(new Uri("https://test-api.vocafuse.com/"), client.BaseAddress);
    }

    [Fact]
    public async Task A_service_with_v1_needs_one_request()
    {
        var network = new ScriptedHandler(Ok(Samples.Account), NotFound);
        using var client = Client(network);

        await client.GetAccountAsync(Token);
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetAccountAsync(Token));

        Assert.Equal(["/v1/account", "/v1/account"], network.Requests.Select(static request => request.Uri.AbsolutePath));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_error_of_the_service_without_v1_also_determines_the_address(int status)
    {
        var network = new ScriptedHandler(NotFound, Respond((HttpStatusCode)status, Samples.Error));
        using var client = Client(network);

        await Assert.ThrowsAnyAsync<VocaFuseException>(() => client.GetAccountAsync(Token));

        Assert.Equal(new Uri("https://test-api.vocafuse.com/"), client.BaseAddress);
    }

    [Fact]
    public async Task Without_either_path_the_first_failure_is_reported()
    {
        using var client = Client(new ScriptedHandler(Gateway, NotFound));

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetAccountAsync(Token));

        Assert.Equal(new Uri("https://test-api.vocafuse.com/v1"), client.BaseAddress);
    }

    [Fact]
    public async Task A_configured_address_is_not_changed()
    {
        var network = new ScriptedHandler(NotFound);
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetAccountAsync(Token));

        Assert.Single(network.Requests);
    }

    private static VocaFuseClient Client(HttpMessageHandler network) =>
        new(new(Clients.Key, Clients.Secret) { Handler = network, Clock = new TestClock(), Timeout = TestClock.AttemptTimeout });
}
