using System.Net;
using System.Net.Http.Headers;
using VocaFuse.Credentials;
using VocaFuse.Errors;
using VocaFuse.Uploads;

namespace VocaFuse.Transport;

/// <summary>Uploads bytes to presigned addresses. Their hosts are not the service's API: this class has neither key nor token.</summary>
internal sealed class StorageTransport(VocaFuseClientOptions options) : HttpSender(options, DecompressionMethods.None)
{
    /// <summary>The slowest supported upload, in bytes a second.</summary>
    private const double MinimumBytesPerSecond = 32 * 1024;

    private readonly Redactor redactor = options.Credentials.Redactor;

    /// <summary>Uploads bytes, with retries.</summary>
    public Task PutAsync(StoragePut put, IRequestObserver? observer, CancellationToken cancellationToken) => RetryAsync(
        new ApiRequest(HttpMethod.Put, put.DisplayAddress, VocaFuseResource.Upload),
        observer,
        redactor.With(put.Address.Query.TrimStart('?')),
        (context, token) => SendAttemptAsync(put, context, token),
        cancellationToken);

    private async Task<bool> SendAttemptAsync(StoragePut put, RequestContext context, CancellationToken cancellationToken)
    {
        using var content = put.Open();
        try
        {
            using var response = await SendAttemptAsync(context, token =>
                SendAsync(put, context, content, token), cancellationToken).ConfigureAwait(false);
            return response.IsSuccess ? true : throw StorageErrors.Read(context.Redacted, response, context.Redactor);
        }
        catch
        {
            put.OnSent(-content.Sent);
            throw;
        }
    }

    private async Task<ApiResponse> SendAsync(StoragePut put, RequestContext context, FileSegment content,
        CancellationToken cancellationToken)
    {
        // The timeout restarts with each byte, so that large files can be uploaded over slow connections.
        using var stall = new CancellationTokenSource(Timeout, Clock);
        content.OnSent = bytes =>
        {
            put.OnSent(bytes);
            // After the last byte was written, the system's buffers may take a while to empty.
            stall.CancelAfter(content.Sent < put.Length ? Timeout : Timeout + TimeSpan.FromSeconds(put.Length / MinimumBytesPerSecond));
        };
        return await Exchange.SendAsync(
            context,
            CreateMessage(put, content),
            stall,
            failure => ExceptionFactory.Stalled(context.Redacted, Timeout, failure),
            cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(StoragePut put, FileSegment content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(put.MediaType);
        var message = new HttpRequestMessage(HttpMethod.Put, put.Address) { Content = content, Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return message;
    }
}
