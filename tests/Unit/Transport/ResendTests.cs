using VocaFuse.Transport;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Transport;

/// <summary>
/// Nobody but the retry pipeline sends a request again. The handler of .NET does so by itself, unseen, when a connection
/// from its pool turns out to be closed; then a lost answer to a DELETE would look like a note that never was.
/// </summary>
public sealed class ResendTests
{
    public static TheoryData<string> Methods => ["DELETE", "POST", "PUT"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_connection_that_closes_under_a_request_is_seen_as_a_lost_answer(string method)
    {
        var token = TestContext.Current.CancellationToken;
        // The first answer puts the connection into the pool, the second request is taken and never answered.
        await using var server = new RawServer(static number => number == 1 ? null : RawServer.Answer("200 OK", "{}"));
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret) { MaximumRetryCount = 0 }, server.Address);
        await transport.SendAsync(new ApiRequest(HttpMethod.Get, "/account", VocaFuseResource.Account), static answer =>
            answer.StatusCode, null, token);

        var request = new ApiRequest(new HttpMethod(method), "/voicenotes/vn_1", VocaFuseResource.VoiceNote);
        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() =>
            transport.SendAsync(request, static answer => answer.StatusCode, null, token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.Equal(["GET /v1/account HTTP/1.1", $"{method} /v1/voicenotes/vn_1 HTTP/1.1"], server.Requests);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_on_a_pooled_connection_counts_as_done()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new RawServer(static number => number switch
        {
            0 => RawServer.Answer("200 OK", Samples.Account),
            1 => null,
            _ => RawServer.Answer("404 Not Found", Samples.Error),
        });
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = server.Address,
            ApiNames = ApiNames.VoiceNotes, RetryDelay = TimeSpan.Zero });
        await client.GetAccountAsync(token);

        await client.DeleteVoiceNoteAsync("vn_1", token);

        Assert.Equal(3, server.Requests.Count);
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync("vn_1", token));
    }
}
