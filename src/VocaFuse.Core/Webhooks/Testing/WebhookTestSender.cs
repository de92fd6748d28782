using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using VocaFuse.Errors;
using VocaFuse.Transport;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>Sends signed test deliveries to an endpoint, as the service would send them. It needs no API key.</summary>
public sealed class WebhookTestSender : IDisposable
{
    private readonly WebhookSignature signature;
    private readonly TimeSpan timeout;
    private readonly HttpClient http;

    /// <summary>Initializes a sender.</summary>
    /// <param name="signature">Signs the deliveries. The caller disposes it.</param>
    /// <param name="timeout">The maximum time to wait for a complete response.</param>
    public WebhookTestSender(WebhookSignature signature, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(signature);
        this.signature = signature;
        this.timeout = timeout;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
        };
        http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends one delivery, without retries.</summary>
    /// <param name="url">The endpoint.</param>
    /// <param name="eventName">The event: <c>transcribed</c>, <c>completed</c> or <c>failed</c> of <c>voicenote</c> or
    /// <c>recording</c>.</param>
    /// <param name="voiceNoteId">The ID of the voice note in the event; null for one that does not exist.</param>
    /// <param name="deliveryId">The ID of the delivery; null for a new one.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="VocaFuseException">The endpoint did not respond. A response with an error status does not throw.</exception>
    public async Task<WebhookTestResult> SendAsync(
        Uri url, string eventName, string? voiceNoteId = null, string? deliveryId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!SampleDelivery.Events.Contains(eventName))
        {
            throw new ArgumentException($"There is no sample of the event '{eventName}'.", nameof(eventName));
        }

        voiceNoteId ??= Guid.NewGuid().ToString();
        deliveryId ??= $"test_{Guid.NewGuid():N}";
        var request = new ApiRequest(HttpMethod.Post, url.AbsolutePath, VocaFuseResource.Webhook);
        using var expiry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        expiry.CancelAfter(timeout);
        HttpResponseMessage? response = null;
        try
        {
            using var message = Message(url, eventName, voiceNoteId, deliveryId);
            var started = Stopwatch.GetTimestamp();
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, expiry.Token).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(expiry.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var body = await ResponseBody.ReadAsync(stream, response.Content.Headers.ContentLength, expiry.Token).ConfigureAwait(false);
                return new WebhookTestResult
                {
                    Url = url,
                    Event = eventName,
                    VoiceNoteId = voiceNoteId,
                    DeliveryId = deliveryId,
                    StatusCode = (int)response.StatusCode,
                    Elapsed = Stopwatch.GetElapsedTime(started),
                    Response = Excerpt.Of(body.Span, signature.MakeRedactor()),
                };
            }
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw ExceptionFactory.TimedOut(request, timeout, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            throw ExceptionFactory.Broken(request, url, response, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Message(Uri url, string eventName, string voiceNoteId, string deliveryId)
    {
        var now = DateTimeOffset.UtcNow;
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = SampleDelivery.Write(eventName, voiceNoteId, now);
        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        message.Headers.TryAddWithoutValidation("User-Agent", DefaultUserAgent.Default);
        message.Headers.Add(WebhookSignature.SignatureHeader, signature.Sign(body, timestamp, deliveryId));
        message.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        message.Headers.Add(WebhookSignature.DeliveryIdHeader, deliveryId);
        return message;
    }
}
