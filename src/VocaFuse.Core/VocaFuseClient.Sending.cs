using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VocaFuse.Json;
using VocaFuse.Paging;
using VocaFuse.Requests;
using VocaFuse.Tokens;
using VocaFuse.Transport;

namespace VocaFuse;

/// <content>How the endpoints send what they send and read what they get.</content>
public sealed partial class VocaFuseClient
{
    private static ApiRequest Request(HttpMethod method, string path, string id, VocaFuseResource resource, string tail = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, path + ApiRequest.Segment(id) + tail, resource) { Subject = id };
    }

    private static ApiRequest TokenRequest(string userId, TimeSpan? expiresIn, IReadOnlyList<string> scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var body = new TokenBody(userId, scopes) { ExpiresIn = (long?)expiresIn?.TotalSeconds };
        return new ApiRequest(HttpMethod.Post, "/token", VocaFuseResource.AccessToken) { Body = Body(body, VocaFuseJson.Default.TokenBody) };
    }

    private static byte[] Body<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private AccessToken ReadToken(ApiResponse answer, string userId, IReadOnlyList<string> scopes) =>
        new(userId, scopes, ResponseEnvelope.ReadObject(answer.Body, TokenDocument.Read), transport.Clock.GetUtcNow());

    private Task<T> SendForAsync<T>(ApiRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(request, answer => ResponseEnvelope.ReadObject(answer.Body, read), cancellationToken);

    private async Task<Webhook> SendWebhookAsync(ApiRequest request, string url, IReadOnlyList<string> events, SecureString? secret, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(events);
        var body = new WebhookBody(url, events) { Secret = secret is null ? null : SecretText.Reveal(secret) };
        var webhook = await SendForAsync(request with { Body = Body(body, VocaFuseJson.Default.WebhookBody), Secret = body.Secret }, Webhook.Read, cancellationToken).ConfigureAwait(false);

        // A second attempt finds the secret changed already, and the answer does not repeat it.
        webhook.Secret ??= secret;
        return webhook;
    }

    /// <summary>A list without filters. Its first page is asked for plainly, as most such lists have no other.</summary>
    private Listing<T> List<T>(
        string path, IReadOnlyList<string> names, VocaFuseResource resource, Func<JsonElement, T> read, Func<T, string> id, CancellationToken cancellationToken)
        where T : class
    {
        var loop = new PageEnumerator<T>(
            (window, token) => GetPageAsync(
                new ApiRequest(HttpMethod.Get, path, resource) { Query = window is { Page: 0, Size: DefaultPageSize } ? "" : PageQuery(window) }, names, read, token),
            id,
            resource);
        return new Listing<T>(loop, loop.RunAsync(DefaultPageSize, 0, null, cancellationToken));
    }

    private Task<Page<VoiceNote>> GetVoiceNotePageAsync(PageWindow window, string filters, CancellationToken cancellationToken) => GetPageAsync(
        new ApiRequest(HttpMethod.Get, "/voicenotes", VocaFuseResource.VoiceNote) { Query = PageQuery(window) + filters }, VoiceNoteLists, VoiceNote.Read, cancellationToken);

    private static string PageQuery(PageWindow window) => FormattableString.Invariant($"?page={window.Page}&limit={window.Size}");

    private Task<Page<T>> GetPageAsync<T>(ApiRequest request, IReadOnlyList<string> names, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(request, answer => ResponseEnvelope.ReadPage(answer.Body, names, read), cancellationToken);

    /// <summary>Sends a deletion. What an earlier attempt of it deleted unnoticed counts as deleted, not as missing.</summary>
    private Task<bool> DeleteAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        static answer =>
        {
            ResponseEnvelope.ReadNothing(answer.Body);
            return true;
        },
        cancellationToken);

    private Task<T> SendAsync<T>(ApiRequest request, ResponseReader<T> read, CancellationToken cancellationToken) =>
        transport.SendAsync(request, read, observer, cancellationToken);
}
