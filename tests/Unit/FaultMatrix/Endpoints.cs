namespace VocaFuse.Unit.FaultMatrix;

/// <summary>All calls of the client. A test compares them with its methods.</summary>
/// <remarks>IDs, times and secrets differ from run to run and are not compared.</remarks>
internal static class Endpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("GET /voicenotes", nameof(VocaFuseClient.ListVoiceNotesAsync), static (scenario, _, cancellationToken) =>
            scenario.Client.ListVoiceNotesAsync(cancellationToken: cancellationToken)) { IsPaged = true },
        new("GET /voicenotes?limit=1", nameof(VocaFuseClient.CountVoiceNotesAsync), static (scenario, _, cancellationToken) =>
            One(scenario.Client.CountVoiceNotesAsync(cancellationToken: cancellationToken))),
        new("GET /voicenotes/{id}", nameof(VocaFuseClient.GetVoiceNoteAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.GetVoiceNoteAsync(scenario.NoteIds[n], cancellationToken))),
        new("GET /voicenotes/{id}/transcription", nameof(VocaFuseClient.GetTranscriptionAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.GetTranscriptionAsync(scenario.NoteIds[n], cancellationToken))),
        new("GET /webhooks", nameof(VocaFuseClient.ListWebhooksAsync), static (scenario, _, cancellationToken) =>
            Each(scenario.Client.ListWebhooksAsync(cancellationToken), Shown)),
        new("GET /webhooks/{id}", nameof(VocaFuseClient.GetWebhookAsync), static (scenario, _, cancellationToken) =>
            One(scenario.Client.GetWebhookAsync(scenario.WebhookId, cancellationToken), Shown)),
        new("GET /account", nameof(VocaFuseClient.GetAccountAsync), static (scenario, _, cancellationToken) =>
            One(scenario.Client.GetAccountAsync(cancellationToken))),
        new("GET /account/api-keys", nameof(VocaFuseClient.ListApiKeysAsync), static (scenario, _, cancellationToken) =>
            Each(scenario.Client.ListApiKeysAsync(cancellationToken), Shown)),
        new("GET /account/api-keys/{id}", nameof(VocaFuseClient.GetApiKeyAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.GetApiKeyAsync(scenario.KeyIds[n], cancellationToken), Shown)),
        new("DELETE /voicenotes/{id}", nameof(VocaFuseClient.DeleteVoiceNoteAsync), static (scenario, n, cancellationToken) =>
            Nothing(scenario.Client.DeleteVoiceNoteAsync(scenario.NoteIds[n], cancellationToken))),
        new("PUT /webhooks/{id}", nameof(VocaFuseClient.UpdateWebhookAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.UpdateWebhookAsync(scenario.WebhookId, $"https://new.example/{n}", scenario.WebhookEvents,
            cancellationToken: cancellationToken), Shown)),
        new("DELETE /webhooks/{id}", nameof(VocaFuseClient.DeleteWebhookAsync), static (scenario, _, cancellationToken) =>
            Nothing(scenario.Client.DeleteWebhookAsync(scenario.WebhookId, cancellationToken))),
        new("PUT /account", nameof(VocaFuseClient.UpdateAccountAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.UpdateAccountAsync(new AccountChange { Name = $"New {n}" }, cancellationToken), static account =>
            new { account.Name, account.Email })),
        new("DELETE /account/api-keys/{id}", nameof(VocaFuseClient.DeleteApiKeyAsync), static (scenario, n, cancellationToken) =>
            Nothing(scenario.Client.DeleteApiKeyAsync(scenario.KeyIds[n], cancellationToken))),
        new("PUT {presigned_url}", nameof(VocaFuseClient.UploadVoiceNoteAsync), static (scenario, n, cancellationToken) =>
            One(scenario.SendAsync(n, cancellationToken), Shown)) { FaultPath = "/storage/*" },
        new("POST /webhooks", nameof(VocaFuseClient.CreateWebhookAsync), static (scenario, _, cancellationToken) =>
            One(scenario.Client.CreateWebhookAsync(FaultMatrixScenario.WebhookUrl, scenario.WebhookEvents,
            cancellationToken: cancellationToken), Shown)) { CreatesWebhook = true },
        new("POST /account/api-keys", nameof(VocaFuseClient.CreateApiKeyAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.CreateApiKeyAsync($"night job {n}", cancellationToken: cancellationToken), static key =>
            new { Info = Shown(key.Info), KeyLength = key.Key.Length, SecretLength = key.Secret.Length })),
        new("POST /token", nameof(VocaFuseClient.CreateAccessTokenAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.CreateAccessTokenAsync($"user {n}", cancellationToken: cancellationToken), static token =>
            new { token.UserId, token.Scopes, token.TenantId, HasToken = token.Token.Length > 0 })) { LeavesNothing = true },
        new("POST /token (relayed)", nameof(VocaFuseClient.CreateAccessTokenJsonAsync), static (scenario, n, cancellationToken) =>
            One(scenario.Client.CreateAccessTokenJsonAsync($"user {n}", cancellationToken: cancellationToken), static json =>
            json.Contains("\"jwt_token\"", StringComparison.Ordinal))) { LeavesNothing = true },
        new("POST /upload", nameof(VocaFuseClient.UploadVoiceNoteAsync), static (scenario, n, cancellationToken) =>
            One(scenario.SendAsync(n, cancellationToken), Shown)) { FaultPath = "/upload" },
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
