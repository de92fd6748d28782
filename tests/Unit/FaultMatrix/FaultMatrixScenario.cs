using System.Net.Http.Json;
using System.Text.Json;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>A sandbox with objects of each kind, and the client under test.</summary>
internal sealed class FaultMatrixScenario(
    SandboxHost sandbox, VocaFuseClient client, IReadOnlyList<string> webhookEvents, IReadOnlyList<string> keyIds, string? webhookId)
{
    /// <summary>Three pages of voice notes, so that a page in the middle can fail.</summary>
    public const int Notes = 250;

    public const string WebhookUrl = "https://hooks.example/voca";

    public VocaFuseClient Client => client;

    /// <summary>The events of the webhook, in the names of the service.</summary>
    public IReadOnlyList<string> WebhookEvents => webhookEvents;

    /// <summary>Voice notes with a transcription.</summary>
    public IReadOnlyList<string> NoteIds { get; } = sandbox.Store.Ids("transcribed");

    /// <summary>Keys other than the one in use.</summary>
    public IReadOnlyList<string> KeyIds => keyIds;

    /// <summary>The webhook's ID; empty if there is none at the start.</summary>
    public string WebhookId => webhookId ?? "";

    /// <summary>Resets the sandbox to the same state.</summary>
    public static async Task<FaultMatrixScenario> CreateAsync(SandboxHost sandbox, VocaFuseClient client, ApiNames names, bool withWebhook,
        CancellationToken token)
    {
        string[] events = [names.Translate("voicenote.transcribed")];
        sandbox.Reset();
        using var http = Plain(sandbox);
        var keys = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await PostAsync(http, "account/api-keys", new { name = $"key {i}" }, token));
        }

        var webhook = withWebhook ? await PostAsync(http, "webhooks", new { url = WebhookUrl, events }, token) : null;
        sandbox.Log.Clear();
        return new FaultMatrixScenario(sandbox, client, events, keys, webhook);
    }

    /// <summary>Uploads one second of audio.</summary>
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

    /// <summary>Everything that a request could change, as text, without generated IDs and times.</summary>
    public static async Task<string> StateAsync(SandboxHost sandbox, CancellationToken token)
    {
        using var http = Plain(sandbox);
        var webhooks = await http.GetFromJsonAsync<JsonElement>("webhooks", token);
        var keys = await http.GetFromJsonAsync<JsonElement>("account/api-keys?limit=100", token);
        var account = await http.GetFromJsonAsync<JsonElement>("account", token);
        return string.Join('\n', [
            .. webhooks.GetProperty("webhooks").EnumerateArray().Select(hook =>
                $"webhook {hook.GetProperty("url")} {hook.GetProperty("events")}"),
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
        using var response = await http.PostAsJsonAsync(path, body, token);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(token)).GetProperty("id").GetString()!;
    }
}
