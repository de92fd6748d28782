using System.Security;
using System.Text;
using VocaFuse.Credentials;
using VocaFuse.Json;
using VocaFuse.Naming;
using VocaFuse.Options;
using VocaFuse.Paging;
using VocaFuse.Requests;
using VocaFuse.Transport;
using VocaFuse.Uploads;

namespace VocaFuse;

/// <summary>A client of the VocaFuse service. One client serves a whole program; all its methods are thread-safe.</summary>
/// <remarks>Every method throws a <see cref="VocaFuseException"/> if the request fails, and <see cref="OperationCanceledException"/>
/// if the caller cancels.</remarks>
public sealed partial class VocaFuseClient : IDisposable
{
    /// <summary>The scope of a front-end token that records and uploads, in the names of <see cref="ApiNames.VoiceNotes"/>.</summary>
    public const string UploadScope = "voice-api.upload_voicenote";

    /// <summary>The page size of the service for requests without a limit.</summary>
    private const int DefaultPageSize = 50;

    private static readonly string[] VoiceNoteLists = ["voicenotes", "recordings"];
    private static readonly string[] WebhookLists = ["webhooks"];
    private static readonly string[] ApiKeyLists = ["api_keys"];

    private readonly ApiTransport transport;
    private readonly ApiNameResolver apiNames;
    private readonly ApiCredentials credentials;
    private readonly StorageTransport storage;
    private readonly Uploader uploader;
    private readonly IRequestObserver? observer;

    /// <summary>Initializes a client. It sends nothing yet.</summary>
    /// <exception cref="ArgumentException">An option is invalid; the exception names it.</exception>
    public VocaFuseClient(VocaFuseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        transport = new ApiTransport(
            options,
            ServiceAddress.Resolve(options.Credentials, options.BaseAddress),
            ServiceAddress.ResolveAlternative(options.Credentials, options.BaseAddress));
        apiNames = new ApiNameResolver(options.ApiNames);
        credentials = options.Credentials;
        storage = new StorageTransport(options);
        uploader = new Uploader(transport, storage);
        observer = options.Observer;
    }

    private VocaFuseClient(VocaFuseClient other, IRequestObserver? observer)
    {
        transport = other.transport;
        apiNames = other.apiNames;
        credentials = other.credentials;
        storage = other.storage;
        uploader = other.uploader;
        this.observer = observer;
    }

    /// <summary>Gets the base address of the service.</summary>
    public Uri BaseAddress => transport.BaseAddress;

    /// <summary>Gets the family of names of the service; Auto until it was found.</summary>
    public ApiNames ApiNames => apiNames.Found;

    /// <summary>Gets the API key, masked except for its kind and its end.</summary>
    public string MaskedApiKey => credentials.MaskedKey;

    /// <summary>Gets a value that is true for a test key, <c>sk_test_…</c>.</summary>
    public bool IsTest => credentials.IsTest;

    /// <summary>Returns true if this client's own key has a prefix that the service displays.</summary>
    /// <param name="keyPrefix">An <see cref="ApiKey.KeyPrefix"/>.</param>
    public bool IsOwnKey(string? keyPrefix) => credentials.HasPrefix(keyPrefix);

    internal TimeProvider Clock => transport.Clock;

    internal TimeSpan Timeout => transport.Timeout;

    internal IRequestObserver? Observer => observer;

    internal ProxySettings Proxy => transport.Proxy;

    /// <summary>Removes the key, its secret and other secrets from a text that is shown or logged.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return credentials.Redactor.Redact(text)!;
    }

    /// <summary>Returns a client that uses the same connections and another observer. Dispose only the first client.</summary>
    public VocaFuseClient ObservedBy(IRequestObserver? other) => new(this, other);

    /// <summary>
    /// Lists voice notes, page by page during enumeration. Each one is returned once, even if voice notes are added or deleted
    /// during the enumeration.
    /// </summary>
    public Listing<VoiceNote> ListVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new VoiceNoteQuery();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, VoiceNoteQuery.MaximumPageSize, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        var filters = query.Filters();
        var pages = new PageEnumerator<VoiceNote>(
            (window, token) => GetVoiceNotePageAsync(window, filters, token), static note => note.Id, VocaFuseResource.VoiceNote);
        if (!query.HasBounds && !query.FiltersInClient)
        {
            return new Listing<VoiceNote>(pages, pages.RunAsync(query.PageSize, query.Skip, query.First, cancellationToken));
        }

        // If the client filters, it must also skip, because only the filtered entries count.
        var (skipInService, skipInClient) = query.FiltersInClient ? (0L, query.Skip) : (query.Skip, 0L);
        var notes = pages.RunAsync(query.PageSize, skipInService, null, cancellationToken);
        return new Listing<VoiceNote>(pages, SelectAsync(notes, query, skipInClient, cancellationToken));
    }

    /// <summary>
    /// Gets the number of voice notes that a query selects; null if the service does not return it, or if the query selects users.
    /// </summary>
    public async Task<long?> CountVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new VoiceNoteQuery();
        if (query.UserIds.Count > 0)
        {
            return null;
        }

        if (query.Statuses.Count < 2)
        {
            var page = await GetVoiceNotePageAsync(new PageWindow(0, 1), query.Filters(), cancellationToken).ConfigureAwait(false);
            return page.Metadata.Total;
        }

        long? count = 0;
        foreach (var status in query.Statuses)
        {
            count += await CountVoiceNotesAsync(query with { Statuses = [status] }, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Gets a voice note.</summary>
    public Task<VoiceNote> GetVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        SendDetectingFamilyAsync(
            Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote),
            static response => ResponseEnvelope.ReadObject(response.Body, VoiceNote.Read),
            cancellationToken);

    /// <summary>Gets the transcription of a voice note. It does not exist while the voice note is processing.</summary>
    public Task<Transcription> GetTranscriptionAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        SendDetectingFamilyAsync(
            Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.Transcription, "/transcription"),
            response =>
            {
                var transcription = ResponseEnvelope.ReadObject(response.Body, json => Transcription.Read(json, voiceNoteId));
                return transcription is { Id: null, Text: "", Words: [] }
                    ? throw new FormatException("The transcription is empty.")
                    : transcription;
            },
            cancellationToken);

    /// <summary>Deletes a voice note with its audio and its transcription permanently.</summary>
    public Task DeleteVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        SendDetectingFamilyAsync(
            Request(HttpMethod.Delete, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote), ReadDeletion, cancellationToken,
            static () => true);

    /// <summary>Lists the webhooks. A tenant has at most one.</summary>
    public Listing<Webhook> ListWebhooksAsync(CancellationToken cancellationToken = default) =>
        List("/webhooks", WebhookLists, VocaFuseResource.Webhook, Webhook.Read, static webhook => webhook.Id, cancellationToken);

    /// <summary>Gets a webhook.</summary>
    public Task<Webhook> GetWebhookAsync(string webhookId, CancellationToken cancellationToken = default) =>
        SendAndReadObjectAsync(Request(HttpMethod.Get, "/webhooks/", webhookId, VocaFuseResource.Webhook), Webhook.Read, cancellationToken);

    /// <summary>Creates the tenant's webhook. Without a secret, the service creates one; the returned webhook contains it.</summary>
    /// <param name="url">The address of the webhook.</param>
    /// <param name="events">The events, in the names of either family; null for transcribed and failed voice notes.</param>
    /// <param name="secret">The secret, or null.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    public Task<Webhook> CreateWebhookAsync(string url, IReadOnlyList<string>? events = null, SecureString? secret = null,
        CancellationToken cancellationToken = default) =>
        SendWebhookAsync(new ApiRequest(HttpMethod.Post, "/webhooks", VocaFuseResource.Webhook), url, events, secret, cancellationToken);

    /// <summary>Changes a webhook. If a parameter is null, its current value is read and sent, because the service requires both.</summary>
    public async Task<Webhook> UpdateWebhookAsync(
        string webhookId, string? url = null, IReadOnlyList<string>? events = null, SecureString? secret = null,
        CancellationToken cancellationToken = default)
    {
        var request = Request(HttpMethod.Put, "/webhooks/", webhookId, VocaFuseResource.Webhook);
        if (url is null || events is null)
        {
            var current = await GetWebhookAsync(webhookId, cancellationToken).ConfigureAwait(false);
            url ??= current.Url ?? throw new VocaFuseResponseException(
                $"The service did not return the current URL of webhook '{webhookId}'. Specify the URL.", request.CreateErrorContext());
            events ??= current.Events;
        }

        return await SendWebhookAsync(request, url, events, secret, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a webhook.</summary>
    public Task DeleteWebhookAsync(string webhookId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/webhooks/", webhookId, VocaFuseResource.Webhook), cancellationToken);

    /// <summary>
    /// Uploads a file as a voice note, in parts if it is large. The required token is requested and cached for the user's
    /// next files. The voice note is not processed yet when the task completes: see <see cref="VoiceNoteWaiter"/>.
    /// </summary>
    /// <exception cref="VocaFuseAudioException">The file can't be read or has changed.</exception>
    public Task<VoiceNoteReference> UploadVoiceNoteAsync(VoiceNoteUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return uploader.SendAsync(upload, this, observer, cancellationToken);
    }

    /// <summary>Gets the account of the API key.</summary>
    /// <remarks>Without a configured base address, the first call detects whether the service's paths begin with <c>/v1</c>.</remarks>
    public async Task<Account> GetAccountAsync(CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest(HttpMethod.Get, "/account", VocaFuseResource.Account);
        var address = transport.BaseAddress;
        try
        {
            var account = await SendAndReadObjectAsync(request, Account.Read, cancellationToken).ConfigureAwait(false);
            transport.ConfirmAddress(address);
            return account;
        }
        catch (VocaFuseNotFoundException failure) when (transport.AlternativeAddress is not null)
        {
            return await GetAccountAsync(request with { BaseAddress = transport.AlternativeAddress }, failure,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Changes the account of the API key.</summary>
    public Task<Account> UpdateAccountAsync(AccountChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var body = Body(AccountBody.From(change), VocaFuseJson.Default.AccountBody);
        var request = new ApiRequest(HttpMethod.Put, "/account", VocaFuseResource.Account) { Body = body };
        return SendAndReadObjectAsync(request, Account.Read, cancellationToken);
    }

    /// <summary>Lists the API keys of the account, without keys and secrets.</summary>
    public Listing<ApiKey> ListApiKeysAsync(CancellationToken cancellationToken = default) =>
        List("/account/api-keys", ApiKeyLists, VocaFuseResource.ApiKey, ApiKey.Read, static key => key.Id, cancellationToken);

    /// <summary>Gets an API key, without key and secret.</summary>
    public Task<ApiKey> GetApiKeyAsync(string apiKeyId, CancellationToken cancellationToken = default) =>
        SendAndReadObjectAsync(
            Request(HttpMethod.Get, "/account/api-keys/", apiKeyId, VocaFuseResource.ApiKey), ApiKey.Read, cancellationToken);

    /// <summary>Creates an API key. Only the returned object contains its key and secret; the service never returns them again.</summary>
    public Task<NewApiKey> CreateApiKeyAsync(string name, string? description = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var body = Body(new ApiKeyBody(name) { Description = description }, VocaFuseJson.Default.ApiKeyBody);
        return SendAsync(
            new ApiRequest(HttpMethod.Post, "/account/api-keys", VocaFuseResource.ApiKey) { Body = body },
            static response => ResponseEnvelope.ReadObject(response.Body, NewApiKey.Read),
            cancellationToken);
    }

    /// <summary>Deletes an API key. Requests that use it are rejected immediately.</summary>
    public Task DeleteApiKeyAsync(string apiKeyId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/account/api-keys/", apiKeyId, VocaFuseResource.ApiKey), cancellationToken);

    /// <summary>Creates a front-end token for a user.</summary>
    /// <param name="userId">The tenant's ID of the user.</param>
    /// <param name="expiresIn">The lifetime of the token, from 60 seconds to a day; null for the service's default.</param>
    /// <param name="scopes">The scopes, in the names of either family; null for recording and uploading.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    public Task<AccessToken> CreateAccessTokenAsync(string userId, TimeSpan? expiresIn = null, IReadOnlyList<string>? scopes = null,
        CancellationToken cancellationToken = default) =>
        SendTokenRequestAsync(userId, expiresIn, scopes, static (_, token) => token, cancellationToken);

    /// <summary>Creates a front-end token and returns the whole response, token included, unchanged for the SDK of a web page.</summary>
    /// <inheritdoc cref="CreateAccessTokenAsync"/>
    public Task<string> CreateAccessTokenJsonAsync(string userId, TimeSpan? expiresIn = null, IReadOnlyList<string>? scopes = null,
        CancellationToken cancellationToken = default) => SendTokenRequestAsync(
            userId, expiresIn, scopes, static (response, _) => Encoding.UTF8.GetString(response.Body.Span), cancellationToken);

    /// <summary>Closes the connections. Requests in flight fail.</summary>
    public void Dispose()
    {
        transport.Dispose();
        storage.Dispose();
    }
}
