using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using VocaFuse.Errors;
using VocaFuse.Options;
using VocaFuse.Transport;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>Sends signed test deliveries to an endpoint, as the service would send them. It needs no API key.</summary>
public sealed class WebhookTestSender : IDisposable
{
    private readonly WebhookSignature signature;
    private readonly TimeSpan timeout;
    private readonly HttpClient http;
    private readonly HttpExchange exchange;

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
            // A kept delivery can have an ID that is not ASCII.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        exchange = new HttpExchange(http, ProxySettings.CreateDefault(), TimeProvider.System);
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
        deliveryId ??= NewDeliveryId();
        var now = DateTimeOffset.UtcNow;
        using var message = Message(url, SampleDelivery.Write(eventName, voiceNoteId, now), "application/json", Timestamp(now), deliveryId);
        return await SendAsync(message, eventName, voiceNoteId, deliveryId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a kept delivery, without retries: the same body, with a new signature of the same form and the current time.
    /// </summary>
    /// <param name="url">The endpoint.</param>
    /// <param name="delivery">The delivery. Of its headers, only the content type is sent.</param>
    /// <param name="hasNewId">True to send a new ID, so that an endpoint that remembers the old one processes the event again.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="VocaFuseFormatException">The body is not an event.</exception>
    /// <exception cref="VocaFuseException">The endpoint did not respond. A response with an error status does not throw.</exception>
    public async Task<WebhookTestResult> SendAsync(
        Uri url, WebhookDelivery delivery, bool hasNewId = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(delivery);
        var @event = delivery.ReadEvent();
        var deliveryId = hasNewId ? NewDeliveryId() : delivery.DeliveryId;
        var timestamp = delivery.Header(WebhookSignature.TimestampHeader) is null ? null : Timestamp(DateTimeOffset.UtcNow);
        using var message = Message(url, delivery.Body.ToArray(), delivery.Header("Content-Type"), timestamp, deliveryId);
        return await SendAsync(message, @event.Event, @event.VoiceNoteId, deliveryId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private static string NewDeliveryId() => $"test_{Guid.NewGuid():N}";

    private static string Timestamp(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private async Task<WebhookTestResult> SendAsync(
        HttpRequestMessage message, string eventName, string? voiceNoteId, string? deliveryId, CancellationToken cancellationToken)
    {
        var url = message.RequestUri!;
        var redactor = signature.CreateRedactor();
        var request = new ApiRequest(HttpMethod.Post, url.AbsolutePath, VocaFuseResource.Webhook);
        using var expiry = new CancellationTokenSource(timeout);
        var started = Stopwatch.GetTimestamp();
        using var response = await exchange.SendAsync(
            new RequestContext(request, observer: null, redactor, number: 0),
            message,
            expiry,
            failure => ExceptionFactory.TimedOut(request, timeout, failure),
            cancellationToken).ConfigureAwait(false);
        return new WebhookTestResult
        {
            Url = url,
            Event = eventName,
            VoiceNoteId = voiceNoteId,
            DeliveryId = deliveryId,
            StatusCode = (int)response.StatusCode,
            Elapsed = Stopwatch.GetElapsedTime(started),
            Response = Excerpt.Create(response.Body.Span, redactor),
        };
    }

    private HttpRequestMessage Message(Uri url, byte[] body, string? contentType, string? timestamp, string? deliveryId)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        message.Headers.TryAddWithoutValidation("User-Agent", DefaultUserAgent.Value);
        Add(WebhookSignature.SignatureHeader, signature.Sign(body, timestamp, deliveryId));
        Add(WebhookSignature.TimestampHeader, timestamp);
        Add(WebhookSignature.DeliveryIdHeader, deliveryId);
        return message;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
