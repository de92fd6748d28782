using System.Security;
using System.Text;
using VocaFuse.Credentials;
using VocaFuse.Json;
using VocaFuse.Paging;
using VocaFuse.Requests;
using VocaFuse.Transport;
using VocaFuse.Uploads;

namespace VocaFuse;

/// <summary>The VocaFuse service. One client serves a whole program; all its methods can be used from any thread.</summary>
/// <remarks>Every method throws a <see cref="VocaFuseException"/> where the service cannot be used or refuses, and
/// <see cref="OperationCanceledException"/> where the caller cancels.</remarks>
public sealed partial class VocaFuseClient : IDisposable
{
    /// <summary>The scope of a front-end token that records and uploads.</summary>
    public const string UploadScope = "voice-api.upload_voicenote";

    /// <summary>How many entries of a list the service gives where it is not told.</summary>
    private const int DefaultPageSize = 50;

    private static readonly string[] VoiceNoteLists = ["voicenotes", "recordings"];
    private static readonly string[] WebhookLists = ["webhooks"];
    private static readonly string[] ApiKeyLists = ["api_keys"];

    private readonly ApiTransport transport;
    private readonly ApiCredentials credentials;
    private readonly StorageTransport storage;
    private readonly Uploader uploader;
    private readonly IRequestObserver? observer;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">An option cannot be used; the exception names it.</exception>
    public VocaFuseClient(VocaFuseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        transport = new ApiTransport(options, ServiceAddress.Of(options.Credentials, options.BaseAddress));
        credentials = options.Credentials;
        storage = new StorageTransport(options);
        uploader = new Uploader(transport, storage);
        observer = options.Observer;
    }

    private VocaFuseClient(VocaFuseClient other, IRequestObserver? observer)
    {
        transport = other.transport;
        credentials = other.credentials;
        storage = other.storage;
        uploader = other.uploader;
        this.observer = observer;
    }

    /// <summary>Where requests go.</summary>
    public Uri BaseAddress => transport.BaseAddress;

    /// <summary>The key with all but its kind and its end hidden.</summary>
    public string MaskedApiKey => credentials.MaskedKey;

    /// <summary>True for a test key, <c>sk_test_…</c>.</summary>
    public bool IsTest => credentials.IsTest;

    /// <summary>True where this client's own key begins with what the service shows of a key.</summary>
    /// <param name="keyPrefix">An <see cref="ApiKey.KeyPrefix"/>.</param>
    public bool IsOwnKey(string? keyPrefix) => credentials.HasPrefix(keyPrefix);

    internal TimeProvider Clock => transport.Clock;

    /// <summary>The same client, over the same connections, that tells another observer. Dispose only the first.</summary>
    public VocaFuseClient ObservedBy(IRequestObserver? other) => new(this, other);

    /// <summary>Lists voice notes, page by page as they are used. Each note comes once, also while others add and delete.</summary>
    public Listing<VoiceNote> ListVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new VoiceNoteQuery();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, VoiceNoteQuery.MaximumPageSize, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        var filters = query.Filters();
        var loop = new PageEnumerator<VoiceNote>((window, token) => GetVoiceNotePageAsync(window, filters, token), static note => note.Id, VocaFuseResource.VoiceNote);
        return new Listing<VoiceNote>(loop, loop.RunAsync(query.PageSize, query.Skip, query.First, cancellationToken));
    }

    /// <summary>How many voice notes a query finds; null where the service does not say.</summary>
    public async Task<long?> CountVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        var page = await GetVoiceNotePageAsync(new PageWindow(0, 1), (query ?? new VoiceNoteQuery()).Filters(), cancellationToken).ConfigureAwait(false);
        return page.Metadata.Total;
    }

    /// <summary>Gets a voice note.</summary>
    public Task<VoiceNote> GetVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        SendForAsync(Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote), VoiceNote.Read, cancellationToken);

    /// <summary>Gets the transcription of a voice note. There is none while the note is still processing.</summary>
    public Task<Transcription> GetTranscriptionAsync(string voiceNoteId, CancellationToken cancellationToken = default) => SendAsync(
        Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.Transcription, "/transcription"),
        answer =>
        {
            var transcription = ResponseEnvelope.ReadObject(answer.Body, json => Transcription.Read(json, voiceNoteId));
            return transcription is { Id: null, Text: "", Words: [] } ? throw new FormatException("The transcription is empty.") : transcription;
        },
        cancellationToken);

    /// <summary>Deletes a voice note, its audio and its transcription for good.</summary>
    public Task DeleteVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote), cancellationToken);

    /// <summary>Lists the webhooks. A tenant has one at most.</summary>
    public Listing<Webhook> ListWebhooksAsync(CancellationToken cancellationToken = default) =>
        List("/webhooks", WebhookLists, VocaFuseResource.Webhook, Webhook.Read, static webhook => webhook.Id, cancellationToken);

    /// <summary>Gets a webhook.</summary>
    public Task<Webhook> GetWebhookAsync(string webhookId, CancellationToken cancellationToken = default) =>
        SendForAsync(Request(HttpMethod.Get, "/webhooks/", webhookId, VocaFuseResource.Webhook), Webhook.Read, cancellationToken);

    /// <summary>Makes the tenant's webhook. The service chooses the secret where none is given; the webhook that is returned holds it.</summary>
    public Task<Webhook> CreateWebhookAsync(string url, IReadOnlyList<string> events, SecureString? secret = null, CancellationToken cancellationToken = default) =>
        SendWebhookAsync(new ApiRequest(HttpMethod.Post, "/webhooks", VocaFuseResource.Webhook), url, events, secret, cancellationToken);

    /// <summary>Changes a webhook. What is left out stays as it is; as the service wants it repeated, it is read first.</summary>
    public async Task<Webhook> UpdateWebhookAsync(
        string webhookId, string? url = null, IReadOnlyList<string>? events = null, SecureString? secret = null, CancellationToken cancellationToken = default)
    {
        var request = Request(HttpMethod.Put, "/webhooks/", webhookId, VocaFuseResource.Webhook);
        if (url is null || events is null)
        {
            var current = await GetWebhookAsync(webhookId, cancellationToken).ConfigureAwait(false);
            url ??= current.Url ?? throw new VocaFuseResponseException($"The service does not say which address webhook '{webhookId}' has, so that it cannot be kept.", request.ErrorContext());
            events ??= current.Events;
        }

        return await SendWebhookAsync(request, url, events, secret, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a webhook.</summary>
    public Task DeleteWebhookAsync(string webhookId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/webhooks/", webhookId, VocaFuseResource.Webhook), cancellationToken);

    /// <summary>
    /// Sends a file as a voice note, in parts where it is large. The token for it is fetched by itself, and kept for the
    /// user's next files. The note is not processed yet when this returns: see <see cref="VoiceNoteWaiter"/>.
    /// </summary>
    /// <exception cref="VocaFuseAudioException">The file cannot be read, or has changed.</exception>
    public Task<VoiceNoteReference> UploadVoiceNoteAsync(VoiceNoteUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return uploader.SendAsync(upload, this, observer, cancellationToken);
    }

    /// <summary>Gets the account that the key belongs to.</summary>
    public Task<Account> GetAccountAsync(CancellationToken cancellationToken = default) =>
        SendForAsync(new ApiRequest(HttpMethod.Get, "/account", VocaFuseResource.Account), Account.Read, cancellationToken);

    /// <summary>Changes the account that the key belongs to.</summary>
    public Task<Account> UpdateAccountAsync(AccountChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return SendForAsync(
            new ApiRequest(HttpMethod.Put, "/account", VocaFuseResource.Account) { Body = Body(AccountBody.Of(change), VocaFuseJson.Default.AccountBody) }, Account.Read, cancellationToken);
    }

    /// <summary>Lists the API keys of the account, without what it takes to use them.</summary>
    public Listing<ApiKey> ListApiKeysAsync(CancellationToken cancellationToken = default) =>
        List("/account/api-keys", ApiKeyLists, VocaFuseResource.ApiKey, ApiKey.Read, static key => key.Id, cancellationToken);

    /// <summary>Gets an API key, without what it takes to use it.</summary>
    public Task<ApiKey> GetApiKeyAsync(string apiKeyId, CancellationToken cancellationToken = default) =>
        SendForAsync(Request(HttpMethod.Get, "/account/api-keys/", apiKeyId, VocaFuseResource.ApiKey), ApiKey.Read, cancellationToken);

    /// <summary>Makes an API key. Only the object that is returned holds its key and secret; the service never shows them again.</summary>
    public Task<NewApiKey> CreateApiKeyAsync(string name, string? description = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return SendAsync(
            new ApiRequest(HttpMethod.Post, "/account/api-keys", VocaFuseResource.ApiKey) { Body = Body(new ApiKeyBody(name) { Description = description }, VocaFuseJson.Default.ApiKeyBody) },
            static answer => ResponseEnvelope.ReadObject(answer.Body, NewApiKey.Read),
            cancellationToken);
    }

    /// <summary>Deletes an API key: whoever uses it is refused from then on.</summary>
    public Task DeleteApiKeyAsync(string apiKeyId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/account/api-keys/", apiKeyId, VocaFuseResource.ApiKey), cancellationToken);

    /// <summary>Makes a front-end token for a user.</summary>
    /// <param name="userId">The user, as this tenant names them.</param>
    /// <param name="expiresIn">How long the token is valid, from 60 seconds to a day; the service decides where left out.</param>
    /// <param name="scopes">What it allows; <see cref="UploadScope"/> where left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AccessToken> CreateAccessTokenAsync(string userId, TimeSpan? expiresIn = null, IReadOnlyList<string>? scopes = null, CancellationToken cancellationToken = default)
    {
        scopes ??= [UploadScope];
        return SendAsync(TokenRequest(userId, expiresIn, scopes), answer => ReadToken(answer, userId, scopes), cancellationToken);
    }

    /// <summary>Makes a front-end token and gives the service's answer as it came, for a web page whose SDK reads it. It holds the token.</summary>
    /// <inheritdoc cref="CreateAccessTokenAsync"/>
    public Task<string> CreateAccessTokenJsonAsync(string userId, TimeSpan? expiresIn = null, IReadOnlyList<string>? scopes = null, CancellationToken cancellationToken = default)
    {
        scopes ??= [UploadScope];
        return SendAsync(
            TokenRequest(userId, expiresIn, scopes),
            answer =>
            {
                // Read all the same: what is no token must not be relayed as one.
                ReadToken(answer, userId, scopes);
                return Encoding.UTF8.GetString(answer.Body);
            },
            cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        transport.Dispose();
        storage.Dispose();
    }
}
