using System.Net;
using System.Net.Http.Headers;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.Uploads;

namespace VocaFuse.Transport;

/// <summary>
/// Puts bytes to presigned addresses. Whoever answers there is not the service's API: this class has neither key nor token
/// at hand, so that none can get there.
/// </summary>
internal sealed class StorageTransport(VocaFuseClientOptions options) : HttpSender(options, DecompressionMethods.None)
{
    /// <summary>The slowest link that has to survive, in bytes a second, once all is handed to the system and on its way.</summary>
    private const double SlowestLink = 32 * 1024;

    private readonly Redactor redactor = options.Credentials.Redactor;

    /// <summary>Puts bytes, again and again where the failure is one that may pass; what of them went out before does not count.</summary>
    public Task PutAsync(StoragePut put, IRequestObserver? observer, CancellationToken cancellationToken) => RunAsync(
        new ApiRequest(HttpMethod.Put, put.Place, VocaFuseResource.Upload),
        observer,
        redactor.With(put.Address.Query.TrimStart('?')),
        (call, token) => AttemptAsync(put, call, token),
        cancellationToken);

    private async Task<bool> AttemptAsync(StoragePut put, RequestContext call, CancellationToken cancellationToken)
    {
        using var content = put.Open();
        try
        {
            using var answer = await PassAsync(call, token => SendAsync(put, call, content, token), cancellationToken).ConfigureAwait(false);
            return answer.IsSuccess ? true : throw StorageErrors.Read(call.Request, answer, call.Redactor);
        }
        catch
        {
            put.OnSent(-content.Sent);
            throw;
        }
    }

    private async Task<ApiResponse> SendAsync(StoragePut put, RequestContext call, FileSegment content, CancellationToken cancellationToken)
    {
        // Not the whole has to fit into the timeout, only each standstill: large files on slow links come through.
        using var standstill = new CancellationTokenSource(Patience, Clock);
        content.OnSent = bytes =>
        {
            put.OnSent(bytes);
            // The last bytes lie in the system's buffers for a while, and a slow link takes its time to empty them.
            standstill.CancelAfter(content.Sent < put.Length ? Patience : Patience + TimeSpan.FromSeconds(put.Length / SlowestLink));
        };
        return await ExchangeAsync(call, CreateMessage(put, content), standstill, failure => ExceptionFactory.StoodStill(call.Request, Patience, failure), cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(StoragePut put, FileSegment content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(put.MediaType);
        var message = new HttpRequestMessage(HttpMethod.Put, put.Address) { Content = content, Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return message;
    }
}
