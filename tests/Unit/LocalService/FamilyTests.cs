using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.LocalService;

/// <summary>The sandbox uses the names of its family in routes, fields, events and scopes, and rejects those of the other.</summary>
public sealed class FamilyTests
{
    public static TheoryData<SandboxFamily, SandboxEnvelope, string> Families => new()
    {
        { SandboxFamily.VoiceNotes, SandboxEnvelope.Bare, "voicenote" },
        { SandboxFamily.VoiceNotes, SandboxEnvelope.Data, "voicenote" },
        { SandboxFamily.Recordings, SandboxEnvelope.Bare, "recording" },
        { SandboxFamily.Recordings, SandboxEnvelope.Data, "recording" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Fields_and_scopes_have_the_names_of_the_family(SandboxFamily family, SandboxEnvelope envelope, string name)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = family, Envelope = envelope });
        using var http = Http(sandbox);
        var note = sandbox.Store.Ids("transcribed")[0];

        var list = await http.GetFromJsonAsync<JsonElement>($"{name}s", Token);
        var transcription = await http.GetFromJsonAsync<JsonElement>($"{name}s/{note}/transcription", Token);
        var keys = await http.GetFromJsonAsync<JsonElement>("account/api-keys", Token);
        var token = await PostAsync(http, "token", new { user_id = "u1" }, HttpStatusCode.OK);

        Assert.True(list.TryGetProperty(envelope == SandboxEnvelope.Bare ? $"{name}s" : "data", out var notes));
        Assert.StartsWith($"/v1/{name}s/", notes[0].GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(note, (envelope == SandboxEnvelope.Bare ? transcription : transcription.GetProperty("data"))
            .GetProperty($"{name}_id").GetString());
        Assert.Contains($"\"{name}s:read\"", keys.GetRawText(), StringComparison.Ordinal);
        var scope = Assert.Single(token.GetProperty("data").GetProperty("scopes").EnumerateArray());
        Assert.Equal($"voice-api.upload_{name}", scope.GetString());
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Events_and_scopes_of_the_other_family_are_rejected(SandboxFamily family, SandboxEnvelope envelope, string name)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = family, Envelope = envelope });
        using var http = Http(sandbox);
        var other = name == "recording" ? "voicenote" : "recording";
        const string Url = "https://x.example";

        await PostAsync(http, "webhooks", new { url = Url, events = new[] { $"{other}.failed" } }, HttpStatusCode.BadRequest);
        await PostAsync(http, "token", new { user_id = "u1", scopes = new[] { $"voice-api.read_{other}" } }, HttpStatusCode.BadRequest);

        await PostAsync(http, "webhooks", new { url = Url, events = new[] { $"{name}.completed" } }, HttpStatusCode.Created);
        string[] scopes = [$"voice-api.upload_{name}", $"voice-api.read_{name}", $"{name}s:read"];
        await PostAsync(http, "token", new { user_id = "u1", scopes }, HttpStatusCode.OK);
        await http.GetFromJsonAsync<JsonElement>($"{name}s?status=completed", Token);
    }

    [Theory]
    [InlineData(UnknownRouteResponse.ErrorBody, 404, "\"NOT_FOUND\"")]
    [InlineData(UnknownRouteResponse.NotFound, 404, """{"message":"Not Found"}""")]
    [InlineData(UnknownRouteResponse.MissingToken, 403, """{"message":"Missing Authentication Token"}""")]
    public async Task A_client_detects_the_family_by_each_kind_of_rejection(UnknownRouteResponse response, int status, string body)
    {
        var options = new SandboxOptions { Family = SandboxFamily.Recordings, UnknownRoute = response };
        await using var sandbox = await SandboxHost.StartAsync(options);
        using var http = Http(sandbox);
        using var refused = await http.GetAsync("voicenotes", Token);
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains(body, await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var client = Clients.Create(sandbox, apiNames: ApiNames.Auto);
        sandbox.Log.Clear();

        await client.DeleteVoiceNoteAsync(sandbox.Store.Ids()[0], Token);

        Assert.Equal(ApiNames.Recordings, client.ApiNames);
        Assert.Equal(["DELETE", "GET", "DELETE"], sandbox.Log.Select(request => request.Method));
    }

    [Fact]
    public async Task A_service_with_both_families_uses_the_names_of_each_request()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = SandboxFamily.Both });
        using var http = Http(sandbox);

        foreach (var name in (string[])["voicenote", "recording"])
        {
            Assert.True((await http.GetFromJsonAsync<JsonElement>($"{name}s", Token)).TryGetProperty($"{name}s", out _));
            await PostAsync(http, "token", new { user_id = "u1", scopes = new[] { $"voice-api.upload_{name}" } }, HttpStatusCode.OK);
        }
    }

    private static HttpClient Http(SandboxHost sandbox) => new()
    {
        BaseAddress = new Uri(sandbox.Origin, "/v1/"),
        DefaultRequestHeaders = { { "X-VocaFuse-API-Key", sandbox.ApiKey }, { "X-VocaFuse-API-Secret", sandbox.ApiSecret } },
    };

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, HttpStatusCode expected)
    {
        using var response = await http.PostAsJsonAsync(path, body, Token);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
