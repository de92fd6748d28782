using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using VocaFuse.Sandbox;

namespace VocaFuse.Unit.LocalService;

/// <summary>The sandbox sends the CORS headers with which a browser allows a page of another origin to upload.</summary>
public sealed class BrowserTests
{
    private const string Page = "https://app.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_may_request_an_upload_and_send_it()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = SandboxFamily.Recordings });
        using var http = new HttpClient();
        var upload = new Uri(sandbox.Origin, "/upload");
        await AssertPreflightAsync(http, upload, "POST", "authorization, content-type");
        using var announcement = Request(HttpMethod.Post, upload);
        announcement.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(http, sandbox));
        announcement.Content = JsonContent.Create(new
        {
            file_name = "recording-1.webm",
            file_size = 3,
            audio_format = "webm",
            duration_seconds = 1.0,
            sdk_metadata = new { duration_seconds = 1.0, codec = "webm", file_size_bytes = 3 },
        });
        using var announced = await http.SendAsync(announcement, Token);
        AssertReadable(announced, "X-Request-Id");

        var data = (await announced.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data");
        var storage = new Uri(data.GetProperty("presigned_url").GetString()!);
        await AssertPreflightAsync(http, storage, "PUT", "content-type");
        using var put = Request(HttpMethod.Put, storage);
        put.Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("audio/webm;codecs=opus") } };
        using var stored = await http.SendAsync(put, Token);

        AssertReadable(stored, "ETag");
        Assert.Equal(3, sandbox.ContentOf(data.GetProperty("recording_id").GetString()!)!.Length);
    }

    [Fact]
    public async Task A_page_may_read_an_error_but_not_send_a_key()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var http = new HttpClient();

        using var refused = await http.SendAsync(Request(HttpMethod.Get, new Uri(sandbox.Origin, "/v1/voicenotes")), Token);
        using var preflight = await PreflightAsync(http, new Uri(sandbox.Origin, "/v1/voicenotes"), "GET", "x-vocafuse-api-key");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        AssertReadable(refused, "X-Request-Id");
        Assert.DoesNotContain("vocafuse", AllowedHeaders(preflight), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Neither_the_control_surface_nor_a_request_without_an_origin_has_these_headers()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var http = new HttpClient();

        using var control = await http.SendAsync(Request(HttpMethod.Get, new Uri(sandbox.Origin, "/_sandbox/state")), Token);
        using var plain = await http.GetAsync(new Uri(sandbox.Origin, "/v1/voicenotes"), Token);

        Assert.False(control.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(plain.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<string> TokenAsync(HttpClient http, SandboxHost sandbox)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Origin, "/v1/token"));
        request.Headers.Add("X-VocaFuse-API-Key", sandbox.ApiKey);
        request.Headers.Add("X-VocaFuse-API-Secret", sandbox.ApiSecret);
        request.Content = JsonContent.Create(new { user_id = "u1" });
        using var response = await http.SendAsync(request, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data").GetProperty("id_token").GetString()!;
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address) => new(method, address) { Headers = { { "Origin", Page } } };

    private static async Task<HttpResponseMessage> PreflightAsync(HttpClient http, Uri address, string method, string headers)
    {
        using var request = Request(HttpMethod.Options, address);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return await http.SendAsync(request, Token);
    }

    private static async Task AssertPreflightAsync(HttpClient http, Uri address, string method, string headers)
    {
        using var response = await PreflightAsync(http, address, method, headers);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(method, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.All(headers.Split(", "), header => Assert.Contains(header, AllowedHeaders(response), StringComparison.OrdinalIgnoreCase));
    }

    private static string AllowedHeaders(HttpResponseMessage response) =>
        Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers"));

    private static void AssertReadable(HttpResponseMessage response, string header)
    {
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(header, Assert.Single(response.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
        Assert.True(response.Headers.Contains(header));
    }
}
