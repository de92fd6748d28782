using System.Net;
using VocaFuse.Sandbox;
using VocaFuse.Transport;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Credentials;

/// <summary>The key goes to the configured origin and nowhere else, and an id never becomes a path.</summary>
public sealed class ConfinementTests
{
    public static TheoryData<int> Redirects => [301, 302, 303, 307, 308];

    public static TheoryData<string, string> Ids => new()
    {
        { "../account", "..%2Faccount" },
        { "..", "%2E%2E" },
        { ".", "%2E" },
        { "...", "%2E%2E%2E" },
        { "..\\account", "..%5Caccount" },
        { "%2e%2e/account", "%252e%252e%2Faccount" },
        { "a/b", "a%2Fb" },
        { "a//b/", "a%2F%2Fb%2F" },
        { "ä?#%", "%C3%A4%3F%23%25" },
        { "vn_1?page=0&x=1#y", "vn_1%3Fpage%3D0%26x%3D1%23y" },
        { "vn 1\r\nHost: evil", "vn%201%0D%0AHost%3A%20evil" },
        { "//evil.example/vn", "%2F%2Fevil.example%2Fvn" },
        { "https://evil.example/vn", "https%3A%2F%2Fevil.example%2Fvn" },
        { "@evil.example", "%40evil.example" },
        { "\ud83d\ude00", "%F0%9F%98%80" },
        { "\ud800", "%EF%BF%BD" },
        { " ", "%20" },
        { "vn_1;v=2:3", "vn_1%3Bv%3D2%3A3" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = await SandboxHost.StartAsync();
        await using var server = new RawServer(_ => RawServer.Response($"{status} Elsewhere\r\nLocation: {elsewhere.BaseAddress}/account"));
        using var client = new VocaFuseClient(new(elsewhere.ApiKey, elsewhere.ApiSecret) { BaseAddress = server.Address });

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetAccountAsync(Token));

        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Single(server.Requests);
        Assert.Empty(elsewhere.Log);
        Assert.Contains("not followed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_the_next_page_is_not_followed()
    {
        var network = new ScriptedHandler(
            Ok("""
                {"voicenotes":[{"id":"vn_1"},{"id":"vn_2"}],"page":0,"page_size":2,"total":3,
                "next_page_uri":"https://evil.example/v1/voicenotes?page=1&limit=2","uri":"https://evil.example/"}
                """),
            Ok("""{"voicenotes":[{"id":"vn_2"},{"id":"vn_3"}],"page":1,"page_size":2,"total":3,"next_page_uri":null}"""));
        using var client = Clients.Scripted(network);

        await client.ListVoiceNotesAsync(new VoiceNoteQuery { PageSize = 2 }, Token).ToListAsync();

        Assert.True(network.Requests.Count > 1);
        Assert.All(network.Requests, request =>
        {
            Assert.Equal("https://voca.example", request.Uri.GetLeftPart(UriPartial.Authority));
            Assert.Equal("/v1/voicenotes", request.Uri.AbsolutePath);
        });
    }

    [Fact]
    public async Task Each_request_contains_key_secret_and_user_agent()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);

        await client.GetAccountAsync(Token);

        var headers = Assert.Single(sandbox.Log).Headers;
        Assert.Equal(sandbox.ApiKey, headers["X-VocaFuse-API-Key"]);
        Assert.Equal(sandbox.ApiSecret, headers["X-VocaFuse-API-Secret"]);
        Assert.Matches(@"^VocaFuse-PowerShell/\d+\.\d+\.\d+ \(.+; (Windows|Linux|macOS)\)$", headers["User-Agent"]);
        Assert.Equal("application/json", headers["Accept"]);
        Assert.Contains("gzip", headers["Accept-Encoding"], StringComparison.Ordinal);
        Assert.False(headers.ContainsKey("Authorization"));
        Assert.False(headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task A_configured_user_agent_is_sent()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = new VocaFuseClient(new(sandbox.ApiKey, sandbox.ApiSecret) { BaseAddress = sandbox.BaseAddress,
            UserAgent = "nightly job/7 (a; b) [c]" });

        await client.GetAccountAsync(Token);

        Assert.Equal("nightly job/7 (a; b) [c]", Assert.Single(sandbox.Log).Headers["User-Agent"]);
    }

    [Fact]
    public async Task A_front_end_token_replaces_the_key()
    {
        var network = new ScriptedHandler(Ok("{}"));
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret) { Handler = network }, Clients.Address);

        await transport.SendAsync(
            new ApiRequest(HttpMethod.Post, "/upload", VocaFuseResource.Upload) { BearerToken = "token", Body = "{}"u8.ToArray() },
            static response => response.StatusCode, null, Token);

        var request = Assert.Single(network.Requests);
        Assert.Equal("Bearer token", request.Headers["Authorization"]);
        Assert.DoesNotContain(request.Headers, header => header.Key.StartsWith("X-VocaFuse", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("{}", request.Body);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_id_is_one_path_segment(string id, string segment)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync(id, Token));
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetTranscriptionAsync(id, Token));
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync(id, Token));

        Assert.Equal([$"/v1/voicenotes/{segment}", $"/v1/voicenotes/{segment}/transcription", $"/v1/voicenotes/{segment}"],
            sandbox.Log.Select(request => request.Path));
        Assert.All(sandbox.Log, request => Assert.Empty(request.Query));
        Assert.Equal(25, sandbox.Store.Count);
    }

    [Fact]
    public async Task An_empty_id_is_rejected()
    {
        var network = new ScriptedHandler(Ok(Samples.Note));
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetVoiceNoteAsync("", Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetVoiceNoteAsync(null!, Token));

        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData("https://proxy.example/voca/v1", "https://proxy.example/voca/v1/account")]
    [InlineData("https://proxy.example/voca/v1/", "https://proxy.example/voca/v1/account")]
    [InlineData("https://proxy.example", "https://proxy.example/account")]
    public async Task Paths_are_appended_to_the_base_address(string address, string expected)
    {
        var network = new ScriptedHandler(Ok(Samples.Account));
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = new Uri(address), Handler = network });

        await client.GetAccountAsync(Token);

        Assert.Equal(expected, Assert.Single(network.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Filters_are_escaped()
    {
        var network = new ScriptedHandler(Ok("""{"voicenotes":[]}"""));
        using var client = Clients.Scripted(network);

        await client.ListVoiceNotesAsync(new VoiceNoteQuery { Statuses = ["a&limit=1#ä"],
            CreatedAfter = new DateTimeOffset(2025, 10, 6, 19, 33, 31, 250, TimeSpan.FromHours(2)) }, Token).ToListAsync();

        Assert.Equal("?page=0&limit=100&status=a%26limit%3D1%23%C3%A4&date_from=2025-10-06T17%3A33%3A31.25Z",
            Assert.Single(network.Requests).Uri.Query);
    }

    [Fact]
    public async Task A_compressed_response_is_decompressed()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Gzip = true, Notes = 120 });
        using var client = Clients.Create(sandbox);

        Assert.Equal(120, (await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_with_an_expired_certificate()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { ExpiredCertificate = true });
        using var client = Clients.Create(sandbox);

        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => client.GetAccountAsync(Token));

        Assert.Equal(1, failure.Attempts);
        Assert.True(failure.IsUnreachable);
        Assert.Empty(sandbox.Log);
        Assert.Equal((HttpStatusCode?)null, failure.StatusCode);
    }

    [Fact]
    public async Task No_part_of_an_error_contains_the_password_of_a_proxy()
    {
        await using var proxy = await SandboxHost.StartAsync();
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy($"http://someone:pr0xy-word@{proxy.Origin.Authority}") };
        using var client = Clients.Scripted(handler, TimeProvider.System, retries: 0);

        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(() => client.GetAccountAsync(Token));

        Assert.Contains("The proxy refused to connect", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pr0xy-word", $"{failure}", StringComparison.Ordinal);
        Assert.True(failure.IsUnreachable);
    }
}
