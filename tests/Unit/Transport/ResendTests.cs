using VocaFuse.Transport;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Transport;

/// <summary>
/// Only the retry pipeline sends a request again. The handler of .NET would do so unnoticed if a pooled connection is closed;
/// then a lost response to a DELETE would read as a missing voice note.
/// </summary>
public sealed class ResendTests
{
    public static TheoryData<string> Methods => ["DELETE", "POST", "PUT"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_pooled_connection_that_closes_is_a_lost_response(string method)
    {
        var token = TestContext.Current.CancellationToken;
        // The first response puts the connection into the pool; the second request gets no response.
        await using var server = new RawServer(static number => number == 1 ? null : RawServer.Response("200 OK", "{}"));
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret) { MaximumRetryCount = 0 }, server.Address);
        await transport.SendAsync(new ApiRequest(HttpMethod.Get, "/account", VocaFuseResource.Account), static response =>
            response.StatusCode, null, token);

        var request = new ApiRequest(new HttpMethod(method), "/voicenotes/vn_1", VocaFuseResource.VoiceNote);
        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() =>
            transport.SendAsync(request, static response => response.StatusCode, null, token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.Equal(["GET /v1/account HTTP/1.1", $"{method} /v1/voicenotes/vn_1 HTTP/1.1"], server.Requests);
    }

    [Fact]
    public async Task A_deletion_whose_response_was_lost_on_a_pooled_connection_succeeds()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new RawServer(static number => number switch
        {
            0 => RawServer.Response("200 OK", Samples.Account),
            1 => null,
            _ => RawServer.Response("404 Not Found", Samples.Error),
        });
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = server.Address,
            ApiNames = ApiNames.VoiceNotes, RetryDelay = TimeSpan.Zero });
        await client.GetAccountAsync(token);

        await client.DeleteVoiceNoteAsync("vn_1", token);

        Assert.Equal(3, server.Requests.Count);
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync("vn_1", token));
    }
}
