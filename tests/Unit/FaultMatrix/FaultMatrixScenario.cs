using System.Net.Http.Json;
using System.Text.Json;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>A sandbox with something of everything in it, seen through a client that is being tested.</summary>
internal sealed class FaultMatrixScenario(SandboxHost sandbox, VocaFuseClient client, IReadOnlyList<string> keyIds, string? webhookId)
{
    /// <summary>Three pages of notes, so that there is a middle to fail in.</summary>
    public const int Notes = 250;

    public const string WebhookUrl = "https://hooks.example/voca";

    public static readonly IReadOnlyList<string> WebhookEvents = ["voicenote.transcribed"];

    public VocaFuseClient Client => client;

    /// <summary>Notes that have a transcription.</summary>
    public IReadOnlyList<string> NoteIds { get; } = sandbox.Store.Ids("transcribed");

    /// <summary>Keys other than the one that is being used.</summary>
    public IReadOnlyList<string> KeyIds => keyIds;

    /// <summary>The webhook's id; empty where the scene begins without one.</summary>
    public string WebhookId => webhookId ?? "";

    /// <summary>Sets the scene anew, always the same one.</summary>
    public static async Task<FaultMatrixScenario> SetAsync(SandboxHost sandbox, VocaFuseClient client, bool withWebhook, CancellationToken token)
    {
        sandbox.Reset();
        using var http = Plain(sandbox);
        var keys = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await PostAsync(http, "account/api-keys", new { name = $"key {i}" }, token));
        }

        var webhook = withWebhook ? await PostAsync(http, "webhooks", new { url = WebhookUrl, events = WebhookEvents }, token) : null;
        sandbox.Log.Clear();
        return new FaultMatrixScenario(sandbox, client, keys, webhook);
    }

    /// <summary>Sends a second of sound.</summary>
    public async Task<VoiceNoteReference> SendAsync(int n, CancellationToken token)
    {
        var path = Path.Combine(Path.GetTempPath(), $"vocafuse-{Guid.NewGuid():N}.wav");
        await File.WriteAllBytesAsync(path, AudioSamples.Wav(1), token);
        try
        {
            return await client.UploadVoiceNoteAsync(new VoiceNoteUpload(AudioFile.Inspect(path), $"user {n}"), token);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>All that a request could have changed, as text; ids and times that the service makes up are left out.</summary>
    public static async Task<string> StateAsync(SandboxHost sandbox, CancellationToken token)
    {
        using var http = Plain(sandbox);
        var webhooks = await http.GetFromJsonAsync<JsonElement>("webhooks", token);
        var keys = await http.GetFromJsonAsync<JsonElement>("account/api-keys?limit=100", token);
        var account = await http.GetFromJsonAsync<JsonElement>("account", token);
        return string.Join('\n', [
            .. webhooks.GetProperty("webhooks").EnumerateArray().Select(hook => $"webhook {hook.GetProperty("url")} {hook.GetProperty("events")}"),
            .. keys.GetProperty("api_keys").EnumerateArray().Select(key => $"key {key.GetProperty("name")}"),
            $"account {account.GetProperty("name")} {account.GetProperty("settings")}",
            .. sandbox.Store.Ids(),
        ]);
    }

    private static HttpClient Plain(SandboxHost sandbox) => new()
    {
        BaseAddress = new Uri(sandbox.Origin, "/v1/"),
        DefaultRequestHeaders = { { "X-VocaFuse-API-Key", sandbox.ApiKey }, { "X-VocaFuse-API-Secret", sandbox.ApiSecret } },
    };

    private static async Task<string> PostAsync(HttpClient http, string path, object body, CancellationToken token)
    {
        using var answer = await http.PostAsJsonAsync(path, body, token);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(token)).GetProperty("id").GetString()!;
    }
}
