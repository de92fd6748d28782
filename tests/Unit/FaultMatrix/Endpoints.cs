namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Every call there is. A test compares them with the client's methods.</summary>
/// <remarks>Of what the service makes up anew each time, ids, times and secrets, nothing is compared.</remarks>
internal static class Endpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("GET /voicenotes", nameof(VocaFuseClient.ListVoiceNotesAsync), static (scene, _, stop) => scene.Client.ListVoiceNotesAsync(cancellationToken: stop)) { IsPaged = true },
        new("GET /voicenotes?limit=1", nameof(VocaFuseClient.CountVoiceNotesAsync), static (scene, _, stop) => One(scene.Client.CountVoiceNotesAsync(cancellationToken: stop))),
        new("GET /voicenotes/{id}", nameof(VocaFuseClient.GetVoiceNoteAsync), static (scene, n, stop) => One(scene.Client.GetVoiceNoteAsync(scene.NoteIds[n], stop))),
        new("GET /voicenotes/{id}/transcription", nameof(VocaFuseClient.GetTranscriptionAsync), static (scene, n, stop) => One(scene.Client.GetTranscriptionAsync(scene.NoteIds[n], stop))),
        new("GET /webhooks", nameof(VocaFuseClient.ListWebhooksAsync), static (scene, _, stop) => Each(scene.Client.ListWebhooksAsync(stop), Shown)),
        new("GET /webhooks/{id}", nameof(VocaFuseClient.GetWebhookAsync), static (scene, _, stop) => One(scene.Client.GetWebhookAsync(scene.WebhookId, stop), Shown)),
        new("GET /account", nameof(VocaFuseClient.GetAccountAsync), static (scene, _, stop) => One(scene.Client.GetAccountAsync(stop))),
        new("GET /account/api-keys", nameof(VocaFuseClient.ListApiKeysAsync), static (scene, _, stop) => Each(scene.Client.ListApiKeysAsync(stop), Shown)),
        new("GET /account/api-keys/{id}", nameof(VocaFuseClient.GetApiKeyAsync), static (scene, n, stop) => One(scene.Client.GetApiKeyAsync(scene.KeyIds[n], stop), Shown)),
        new("DELETE /voicenotes/{id}", nameof(VocaFuseClient.DeleteVoiceNoteAsync), static (scene, n, stop) => Nothing(scene.Client.DeleteVoiceNoteAsync(scene.NoteIds[n], stop))),
        new("PUT /webhooks/{id}", nameof(VocaFuseClient.UpdateWebhookAsync), static (scene, n, stop) => One(scene.Client.UpdateWebhookAsync(scene.WebhookId, $"https://new.example/{n}", FaultMatrixScenario.WebhookEvents, cancellationToken: stop), Shown)),
        new("DELETE /webhooks/{id}", nameof(VocaFuseClient.DeleteWebhookAsync), static (scene, _, stop) => Nothing(scene.Client.DeleteWebhookAsync(scene.WebhookId, stop))),
        new("PUT /account", nameof(VocaFuseClient.UpdateAccountAsync), static (scene, n, stop) => One(scene.Client.UpdateAccountAsync(new AccountChange { Name = $"New {n}" }, stop), static account => new { account.Name, account.Email })),
        new("DELETE /account/api-keys/{id}", nameof(VocaFuseClient.DeleteApiKeyAsync), static (scene, n, stop) => Nothing(scene.Client.DeleteApiKeyAsync(scene.KeyIds[n], stop))),
        new("PUT {presigned_url}", nameof(VocaFuseClient.UploadVoiceNoteAsync), static (scene, n, stop) => One(scene.SendAsync(n, stop), Shown)) { FaultPath = "/storage/*" },
        new("POST /webhooks", nameof(VocaFuseClient.CreateWebhookAsync), static (scene, _, stop) => One(scene.Client.CreateWebhookAsync(FaultMatrixScenario.WebhookUrl, FaultMatrixScenario.WebhookEvents, cancellationToken: stop), Shown)) { MakesWebhook = true },
        new("POST /account/api-keys", nameof(VocaFuseClient.CreateApiKeyAsync), static (scene, n, stop) => One(scene.Client.CreateApiKeyAsync($"night job {n}", cancellationToken: stop), static key => new { Info = Shown(key.Info), KeyLength = key.Key.Length, SecretLength = key.Secret.Length })),
        new("POST /token", nameof(VocaFuseClient.CreateAccessTokenAsync), static (scene, n, stop) => One(scene.Client.CreateAccessTokenAsync($"user {n}", cancellationToken: stop), static token => new { token.UserId, token.Scopes, token.TenantId, HasToken = token.Token.Length > 0 })) { LeavesNothing = true },
        new("POST /token (relayed)", nameof(VocaFuseClient.CreateAccessTokenJsonAsync), static (scene, n, stop) => One(scene.Client.CreateAccessTokenJsonAsync($"user {n}", cancellationToken: stop), static json => json.Contains("\"jwt_token\"", StringComparison.Ordinal))) { LeavesNothing = true },
        new("POST /upload", nameof(VocaFuseClient.UploadVoiceNoteAsync), static (scene, n, stop) => One(scene.SendAsync(n, stop), Shown)) { FaultPath = "/upload" },
    ];

    private static object Shown(Webhook webhook) => new { webhook.Url, webhook.Events, webhook.Status };

    private static object Shown(ApiKey key) => new { key.Name, key.Description, key.Scopes, key.Status };

    private static object Shown(VoiceNoteReference note) => new { note.UserId, note.FileSize, note.Duration, note.UploadType };

    private static async IAsyncEnumerable<object> One<T>(Task<T> call, Func<T, object>? show = null)
    {
        var result = await call;
        yield return show is null ? result! : show(result);
    }

    private static async IAsyncEnumerable<object> Each<T>(IAsyncEnumerable<T> items, Func<T, object> show)
    {
        await foreach (var item in items)
        {
            yield return show(item);
        }
    }

    private static async IAsyncEnumerable<object> Nothing(Task call)
    {
        await call;
        yield break;
    }
}
