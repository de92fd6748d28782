using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Naming.NamedService;

namespace VocaFuse.Unit.Naming;

/// <summary>The client detects which family of names the service uses.</summary>
public sealed class ApiNamesTests
{
    private const string GatewayBody = """{"message":"Missing Authentication Token"}""";

    public static TheoryData<int, string> RouteRejections => new()
    {
        { 404, Missing },
        { 404, """{"message":"Not Found"}""" },
        { 404, "" },
        { 403, GatewayBody },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(RouteRejections))]
    public async Task A_list_is_repeated_in_the_other_family(int status, string body)
    {
        using var service = Recordings(status, body);
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(service, observer: events, apiNames: ApiNames.Auto);

        Assert.Single(await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync());

        Assert.Equal(["GET /voicenotes", "GET /recordings"], service.Requests);
        Assert.Equal(ApiNames.Recordings, client.ApiNames);
        Assert.Equal(ApiNames.Recordings, Assert.Single(events.All.OfType<ApiNamesFound>()).Names);
    }

    [Theory]
    [MemberData(nameof(RouteRejections))]
    public async Task A_voice_note_is_repeated_after_one_request_of_the_list(int status, string body)
    {
        using var service = Recordings(status, body);
        using var client = Client(service, ApiNames.Auto);

        await client.GetVoiceNoteAsync("vn_1", Token);
        await client.GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(["GET /voicenotes/vn_1", "GET /voicenotes", "GET /recordings/vn_1", "GET /recordings/vn_1"], service.Requests);
    }

    [Theory]
    [MemberData(nameof(RouteRejections))]
    public async Task A_deletion_is_carried_out_once(int status, string body)
    {
        using var service = Recordings(status, body);
        using var client = Client(service, ApiNames.Auto);

        await client.DeleteVoiceNoteAsync("vn_1", Token);

        Assert.Equal(["DELETE /voicenotes/vn_1", "GET /voicenotes", "DELETE /recordings/vn_1"], service.Requests);
    }

    [Fact]
    public async Task The_first_family_needs_no_extra_request()
    {
        using var service = new NamedService([ApiNames.VoiceNotes], HttpStatusCode.NotFound, Missing);
        using var client = Client(service, ApiNames.Auto);

        await client.GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(["GET /voicenotes/vn_1"], service.Requests);
        Assert.Equal(ApiNames.VoiceNotes, client.ApiNames);
    }

    [Theory]
    [InlineData(ApiNames.VoiceNotes, "GET /voicenotes/vn_1", "GET /voicenotes", "GET /voicenotes/vn_1")]
    [InlineData(ApiNames.Recordings, "GET /voicenotes/vn_1", "GET /voicenotes", "GET /recordings/vn_1", "GET /recordings/vn_1")]
    public async Task A_missing_voice_note_is_reported_as_missing(ApiNames family, params string[] requests)
    {
        using var service = new NamedService([family], HttpStatusCode.NotFound, """{"message":"Not Found"}""")
        {
            Respond = static request => request.RequestUri!.AbsolutePath.EndsWith("/vn_1", StringComparison.Ordinal)
                ? Response(HttpStatusCode.NotFound, Missing) : null,
        };
        using var client = Client(service, ApiNames.Auto);

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync("vn_1", Token));
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Equal(requests, service.Requests);
        Assert.Equal(family, client.ApiNames);
    }

    [Fact]
    public async Task A_missing_permission_is_reported_and_not_retried()
    {
        using var service = new NamedService([ApiNames.VoiceNotes], HttpStatusCode.NotFound, Missing)
        {
            Respond = static _ =>
                Response(HttpStatusCode.Forbidden, """{"error":{"code":"FORBIDDEN","message":"Missing scope voicenotes:read."}}"""),
        };
        using var client = Client(service, ApiNames.Auto);

        await Assert.ThrowsAsync<VocaFusePermissionException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Without_either_route_the_first_failure_is_reported_and_the_family_stays_unknown()
    {
        using var service = new NamedService([], HttpStatusCode.NotFound, """{"message":"Not Found"}""");
        using var client = Client(service, ApiNames.Auto);

        var failure = await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.CountVoiceNotesAsync(cancellationToken: Token));

        Assert.Equal("/voicenotes", failure.Path);
        Assert.True(failure.IsMissingRoute);
        Assert.StartsWith("The service has no route GET /voicenotes (404).", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ApiNames.Auto, client.ApiNames);
    }

    [Theory]
    [InlineData(ApiNames.VoiceNotes, "GET /voicenotes/vn_1")]
    [InlineData(ApiNames.Recordings, "GET /recordings/vn_1")]
    public async Task A_configured_family_is_used_without_extra_requests(ApiNames names, string request)
    {
        using var service = new NamedService([], HttpStatusCode.NotFound, Missing);
        using var client = Client(service, names);

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync("vn_1", Token));

        Assert.Equal([request], service.Requests);
    }

    [Fact]
    public async Task Concurrent_first_requests_determine_the_family_once()
    {
        var start = new TaskCompletionSource();
        using var service = new NamedService([ApiNames.Recordings], HttpStatusCode.NotFound, Missing) { Delay = start.Task };
        using var client = Client(service, ApiNames.Auto);
        var requests = Enumerable.Range(0, 20).Select(number => client.DeleteVoiceNoteAsync($"vn_{number}", Token)).ToArray();

        start.SetResult();
        await Task.WhenAll(requests);

        Assert.Equal(20, service.Requests.Count(static request => request.StartsWith("DELETE /recordings/", StringComparison.Ordinal)));
        Assert.Single(service.Requests, "GET /voicenotes");
    }

    /// <summary>A proxy's 502 on a route that does not exist must not count as a lost response to the deletion.</summary>
    [Theory]
    [InlineData(ApiNames.VoiceNotes)]
    [InlineData(ApiNames.Recordings)]
    public async Task A_deletion_after_a_lost_response_is_carried_out(ApiNames family)
    {
        var attempts = 0;
        var missing = """{"message":"Not Found"}""";
        using var service = new NamedService([ApiNames.VoiceNotes, ApiNames.Recordings], HttpStatusCode.NotFound, missing)
        {
            Respond = request =>
            {
                var name = family == ApiNames.Recordings ? "recordings" : "voicenotes";
                var isOfFamily = request.RequestUri!.AbsolutePath.Contains(name, StringComparison.Ordinal);
                return request.Method == HttpMethod.Delete && ++attempts == 1 ? Response(HttpStatusCode.BadGateway, "")
                    : isOfFamily && family == ApiNames.Recordings ? null
                    : isOfFamily && request.Method == HttpMethod.Get ? null
                    : Response(HttpStatusCode.NotFound, missing);
            },
        };
        using var client = Client(service, ApiNames.Auto);

        await client.DeleteVoiceNoteAsync("vn_1", Token);

        string[] expected = family == ApiNames.Recordings
            ? ["DELETE /voicenotes/vn_1", "DELETE /voicenotes/vn_1", "GET /voicenotes", "DELETE /recordings/vn_1"]
            : ["DELETE /voicenotes/vn_1", "DELETE /voicenotes/vn_1", "GET /voicenotes"];
        Assert.Equal(expected, service.Requests);
    }

    [Fact]
    public async Task Default_events_and_scopes_follow_the_family()
    {
        var bodies = new List<string>();
        using var client = Client(new ScriptedHandler(async (request, token) =>
        {
            bodies.Add(await request.Content!.ReadAsStringAsync(token));
            return Response(HttpStatusCode.OK, """{"id":"wh_1","url":"https://x.example","token":"t","expires_in":60}""");
        }), ApiNames.Recordings);

        await client.CreateWebhookAsync("https://x.example", cancellationToken: Token);
        await client.CreateAccessTokenAsync("u1", cancellationToken: Token);

        Assert.Contains("\"recording.transcribed\",\"recording.failed\"", bodies[0], StringComparison.Ordinal);
        Assert.Contains("\"voice-api.upload_recording\"", bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiNames.Auto)]
    [InlineData(ApiNames.Recordings)]
    public async Task Rejected_events_are_translated_and_sent_again(ApiNames names)
    {
        var bodies = new List<string>();
        using var service = new NamedService([ApiNames.Recordings], HttpStatusCode.NotFound, Missing)
        {
            Respond = request =>
            {
                if (request.Method != HttpMethod.Post)
                {
                    return null;
                }

                bodies.Add(request.Content!.ReadAsStringAsync(Token).GetAwaiter().GetResult());
                return bodies[^1].Contains("voicenote.", StringComparison.Ordinal)
                    ? Response(HttpStatusCode.BadRequest, """{"error":{"code":2003,"message":"Unknown event."}}""")
                    : Response(HttpStatusCode.Created, """{"id":"wh_1","url":"https://x.example"}""");
            },
        };
        using var client = Client(service, names);

        await client.CreateWebhookAsync("https://x.example", ["voicenote.created", "account.credits_added"], cancellationToken: Token);

        Assert.Equal(2, bodies.Count);
        Assert.Contains("\"recording.created\",\"account.credits_added\"", bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("voicenote.transcribed", "recording.transcribed")]
    [InlineData("/voicenotes/vn_1", "/recordings/vn_1")]
    [InlineData("voicenotes:read", "recordings:read")]
    [InlineData("voice-api.upload_voicenote", "voice-api.upload_recording")]
    [InlineData("account.credits_added", "account.credits_added")]
    public void Names_are_translated_both_ways(string voiceNote, string recording)
    {
        Assert.Equal(recording, ApiNames.Recordings.Translate(voiceNote));
        Assert.Equal(voiceNote, ApiNames.VoiceNotes.Translate(recording));
        Assert.Equal(recording, ApiNames.Recordings.Translate(recording));
    }

    private static NamedService Recordings(int status, string body) => new([ApiNames.Recordings], (HttpStatusCode)status, body);

    private static VocaFuseClient Client(HttpMessageHandler network, ApiNames names) =>
        Clients.Scripted(network, apiNames: names);
}
