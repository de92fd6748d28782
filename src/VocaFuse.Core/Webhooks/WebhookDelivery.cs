using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VocaFuse.Export;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A received delivery: its headers and its raw body. It can be kept in a file and sent again.</summary>
public sealed class WebhookDelivery
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Letters of all languages are not escaped, so that people can read and search a file.</summary>
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal WebhookDelivery(DateTime receivedAt, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        ReceivedAt = receivedAt;
        Headers = headers;
        Body = body;
    }

    /// <summary>Gets the time of receipt.</summary>
    public DateTime ReceivedAt { get; }

    /// <summary>Gets the headers. Credentials are replaced.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the raw body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets the ID of the delivery; null if it has none.</summary>
    public string? DeliveryId => Header(WebhookSignature.DeliveryIdHeader);

    /// <summary>Gets the name of the file: the time and the ID, or a hash of the body if there is no ID.</summary>
    public string FileName
    {
        get
        {
            var time = ReceivedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
            return $"{time} {SafeFileName.FromId(DeliveryId ?? Convert.ToHexString(SHA256.HashData(Body.Span), 0, 8))}.json";
        }
    }

    /// <summary>Reads a delivery that was kept with <see cref="ToJson"/>.</summary>
    /// <exception cref="VocaFuseFormatException">The document is not a delivery.</exception>
    public static WebhookDelivery Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonReading.Read(json.ToArray(), Read);
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            // The inner exception is omitted because its message may quote the document.
            throw new VocaFuseFormatException(
                "The document is not a delivery with received_at, headers and body.", VocaFuseResource.Webhook);
        }
    }

    /// <summary>Gets a JSON document with the headers and the exact body: as text, or in Base64 if it is not UTF-8.</summary>
    public byte[] ToJson()
    {
        var document = new JsonObject
        {
            ["received_at"] = ReceivedAt.ToUniversalTime(),
            ["headers"] = new JsonObject(Headers.Select(static header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        };
        if (Text() is { } text)
        {
            document["body"] = text;
        }
        else
        {
            document["body_base64"] = Convert.ToBase64String(Body.Span);
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString(Options));
    }

    /// <summary>Reads the event in the body.</summary>
    /// <exception cref="VocaFuseFormatException">The body is not an event.</exception>
    public WebhookEvent ReadEvent() => WebhookEvent.Parse(Body.Span, DeliveryId);

    /// <summary>Gets the value of a header; null if the delivery does not have it, or it is empty.</summary>
    internal string? Header(string name) =>
        Headers.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static WebhookDelivery Read(JsonElement json)
    {
        var headers = json.Find("headers"u8);
        var receivedAt = json.Time("received_at"u8);
        var text = json.Find("body"u8);
        var base64 = json.Find("body_base64"u8);
        if (receivedAt is null || headers.ValueKind != JsonValueKind.Object
            || (text.ValueKind != JsonValueKind.String && base64.ValueKind != JsonValueKind.String))
        {
            throw new FormatException();
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers.EnumerateObject())
        {
            values[header.Name] = header.Value.AsText() ?? "";
        }

        var body = text.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(text.GetString()!) : base64.GetBytesFromBase64();
        return new WebhookDelivery(receivedAt.Value, values, body);
    }

    /// <summary>Gets the body as text; null if it is not UTF-8.</summary>
    private string? Text()
    {
        try
        {
            return StrictUtf8.GetString(Body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
