using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VocaFuse.Unit.Support;

/// <summary>A webhook listener on a free loopback port, and methods to send requests to it.</summary>
internal sealed class WebhookReceiverFixture : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    /// <param name="options">Creates the options; null for the default ones.</param>
    public WebhookReceiverFixture(Func<WebhookSignature, WebhookListenerOptions>? options = null)
    {
        Listener = WebhookListener.Start(options?.Invoke(Signature) ?? new WebhookListenerOptions(Signature, 0));
        Port = Listener.Endpoints[0].Port;
    }

    public WebhookSignature Signature { get; } = new("whsec_listener");

    public WebhookListener Listener { get; }

    public int Port { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static string Body(string noteId) =>
        $$$"""{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"{{{noteId}}}"}}""";

    public HttpRequestMessage Signed(string body, string? deliveryId, TimeSpan age = default, string path = "/") =>
        Signed(Encoding.UTF8.GetBytes(body), deliveryId, age, path);

    public HttpRequestMessage Signed(byte[] body, string? deliveryId, TimeSpan age = default, string path = "/")
    {
        var timestamp = (DateTimeOffset.UtcNow - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = Unsigned(body, path);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, "sha256=" + Signature.Sign(body, timestamp, deliveryId));
        if (deliveryId is not null)
        {
            request.Headers.Add(WebhookSignature.DeliveryIdHeader, deliveryId);
        }

        return request;
    }

    public HttpRequestMessage Unsigned(byte[] body, string path = "/") =>
        new(HttpMethod.Post, $"http://127.0.0.1:{Port}{path}") { Content = new ByteArrayContent(body) };

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    public Task<HttpResponseMessage> DeliverAsync(string noteId, string? deliveryId) => SendAsync(Signed(Body(noteId), deliveryId));

    public async Task<ReceivedWebhook> NextAsync() =>
        await Listener.ReceiveAsync(TimeSpan.FromSeconds(20)) ?? throw new TimeoutException("No event was received.");

    /// <summary>Delivers an event and accepts it, to check that the listener still works.</summary>
    public async Task<string> ServeOneAsync(string noteId)
    {
        var response = DeliverAsync(noteId, noteId);
        var received = await NextAsync();
        received.Accept();
        (await response).EnsureSuccessStatusCode();
        return received.Event.VoiceNoteId!;
    }

    /// <summary>Opens a connection and sends the text in Latin-1, one byte per character.</summary>
    public async Task<TcpClient> SendRawAsync(string text)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        return connection;
    }

    /// <summary>Reads what the listener sends until it closes the connection; empty if it sends nothing.</summary>
    public static async Task<string> ReadToEndAsync(TcpClient connection)
    {
        var received = new MemoryStream();
        var block = new byte[4096];
        try
        {
            int count;
            while ((count = await connection.Client.ReceiveAsync(block, TestContext.Current.CancellationToken)) > 0)
            {
                received.Write(block, 0, count);
            }
        }
        catch (SocketException)
        {
            // The connection was reset. Return the bytes that were received before.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    /// <summary>Sends a text over a new connection, and returns the response.</summary>
    public async Task<string> ExchangeAsync(string text)
    {
        using var connection = await SendRawAsync(text);
        return await ReadToEndAsync(connection);
    }

    /// <summary>Creates the text of a signed delivery, with additional header lines.</summary>
    public string SignedText(string body, string deliveryId, string moreHeaders = "", bool isChunked = false)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Signature.Sign(Encoding.Latin1.GetBytes(body), timestamp, deliveryId);
        var framing = isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {body.Length}";
        var content = isChunked ? $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : body;
        return $"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n{framing}\r\n{WebhookSignature.SignatureHeader}: {signature}\r\n"
            + $"{WebhookSignature.TimestampHeader}: {timestamp}\r\n{WebhookSignature.DeliveryIdHeader}: {deliveryId}\r\n"
            + $"{moreHeaders}\r\n{content}";
    }

    public void Dispose()
    {
        Listener.Dispose();
        http.Dispose();
        Signature.Dispose();
    }
}
