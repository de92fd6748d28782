using System.Runtime.CompilerServices;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VocaFuse.Json;
using VocaFuse.Paging;
using VocaFuse.Requests;
using VocaFuse.Transport;

namespace VocaFuse;

/// <content>Requests and responses of the endpoints.</content>
public sealed partial class VocaFuseClient
{
    private static ApiRequest Request(HttpMethod method, string path, string id, VocaFuseResource resource, string tail = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, path + ApiRequest.Segment(id) + tail, resource) { Subject = id };
    }

    private static byte[] Body<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    /// <summary>Requests a token. The response is read in any case, because only a token may be relayed.</summary>
    private Task<T> SendTokenRequestAsync<T>(
        string userId, TimeSpan? expiresIn, IReadOnlyList<string>? scopes, Func<ApiResponse, AccessToken, T> select,
        CancellationToken cancellationToken) => SendWithNamesOfFamilyAsync(
        scopes,
        [UploadScope],
        sent =>
        {
            ArgumentException.ThrowIfNullOrEmpty(userId);
            var body = Body(new TokenBody(userId, sent) { ExpiresIn = (long?)expiresIn?.TotalSeconds }, VocaFuseJson.Default.TokenBody);
            return SendAsync(
                new ApiRequest(HttpMethod.Post, "/token", VocaFuseResource.AccessToken) { Body = body },
                response => select(response, ResponseEnvelope.ReadObject(
                    response.Body, json => new AccessToken(userId, sent, json, transport.Clock.GetUtcNow()))),
                cancellationToken);
        },
        cancellationToken);

    private Task<T> SendAndReadObjectAsync<T>(ApiRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(request, response => ResponseEnvelope.ReadObject(response.Body, read), cancellationToken);

    /// <summary>Requests the account from the alternative address, and keeps the address if the service has the route there.</summary>
    private async Task<Account> GetAccountAsync(ApiRequest request, VocaFuseException firstFailure, CancellationToken cancellationToken)
    {
        try
        {
            var account = await SendAndReadObjectAsync(request, Account.Read, cancellationToken).ConfigureAwait(false);
            transport.ConfirmAddress(request.BaseAddress!);
            return account;
        }
        catch (VocaFuseException failure) when (failure is VocaFuseAuthenticationException or VocaFusePermissionException)
        {
            transport.ConfirmAddress(request.BaseAddress!);
            throw;
        }
        catch (VocaFuseException failure) when (failure is not VocaFuseRateLimitException)
        {
            throw firstFailure;
        }
    }

    private async Task<Webhook> SendWebhookAsync(ApiRequest request, string url, IReadOnlyList<string>? events, SecureString? secret,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        var revealed = secret is null ? null : SecretText.Reveal(secret);
        var webhook = await SendWithNamesOfFamilyAsync(
            events,
            DefaultWebhookEvents,
            sent =>
            {
                var body = Body(new WebhookBody(url, sent) { Secret = revealed }, VocaFuseJson.Default.WebhookBody);
                return SendAndReadObjectAsync(request with { Body = body, Secret = revealed }, Webhook.Read, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);

        // If a lost first attempt changed the secret, the response to the second one does not contain it.
        webhook.Secret ??= secret;
        return webhook;
    }

    /// <summary>Lists entries without filters. The first request has no query, because most of these lists have one page.</summary>
    private Listing<T> List<T>(
        string path, IReadOnlyList<string> names, VocaFuseResource resource, Func<JsonElement, T> read, Func<T, string> id,
        CancellationToken cancellationToken)
        where T : class
    {
        var pages = new PageEnumerator<T>(
            (window, token) =>
            {
                var query = window is { Page: 0, Size: DefaultPageSize } ? "" : PageQuery(window);
                return SendAsync(
                    new ApiRequest(HttpMethod.Get, path, resource) { Query = query },
                    response => ResponseEnvelope.ReadPage(response.Body, names, read),
                    token);
            },
            id,
            resource);
        return new Listing<T>(pages, pages.RunAsync(DefaultPageSize, 0, null, cancellationToken));
    }

    private async Task<Page<VoiceNote>> GetVoiceNotePageAsync(PageWindow window, string filters, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(apiNames.RejectsCompleted ? Translated(filters) : filters).ConfigureAwait(false);
        }
        catch (VocaFuseInvalidRequestException) when (!apiNames.RejectsCompleted && Translated(filters) != filters)
        {
            // Some versions of the service support only the other name of the status.
            var page = await SendAsync(Translated(filters)).ConfigureAwait(false);
            apiNames.RejectsCompleted = true;
            return page;
        }

        Task<Page<VoiceNote>> SendAsync(string selected) => SendDetectingFamilyAsync(
            new ApiRequest(HttpMethod.Get, ListPath, VocaFuseResource.VoiceNote) { Query = PageQuery(window) + selected },
            static response => ResponseEnvelope.ReadPage(response.Body, VoiceNoteLists, VoiceNote.Read),
            cancellationToken);

        static string Translated(string selected) =>
            selected.Replace("&status=" + VoiceNote.Completed, "&status=" + VoiceNote.Transcribed, StringComparison.Ordinal);
    }

    /// <summary>Returns the notes that the query selects, after the skipped ones, up to the maximum number.</summary>
    private async IAsyncEnumerable<VoiceNote> SelectAsync(
        IAsyncEnumerable<VoiceNote> notes, VoiceNoteQuery query, long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.Statuses.Count > 1 && query.Statuses.Contains(VoiceNote.Completed))
        {
            // One request checks whether the service has this status, as for a query of it alone.
            await CountVoiceNotesAsync(query with { Statuses = [VoiceNote.Completed] }, cancellationToken).ConfigureAwait(false);
            query = apiNames.RejectsCompleted ? query with { Statuses = [.. query.Statuses, VoiceNote.Transcribed] } : query;
        }

        var remaining = query.First ?? long.MaxValue;
        if (remaining <= 0)
        {
            yield break;
        }

        await foreach (var note in notes.ConfigureAwait(false))
        {
            if (query.Matches(note) && --skip < 0)
            {
                yield return note;
                if (--remaining == 0)
                {
                    yield break;
                }
            }
        }
    }

    private static string PageQuery(PageWindow window) => FormattableString.Invariant($"?page={window.Page}&limit={window.Size}");

    /// <summary>Sends a deletion. A 404 after an attempt without a response means that this attempt deleted the object.</summary>
    private Task<bool> DeleteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, ReadDeletion, cancellationToken);

    private static bool ReadDeletion(ApiResponse response)
    {
        ResponseEnvelope.ReadNothing(response.Body);
        return true;
    }

    private Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> read, CancellationToken cancellationToken) =>
        transport.SendAsync(request, read, observer, cancellationToken);
}
