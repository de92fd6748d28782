using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VocaFuse.Unit.Support;

/// <summary>A webhook listener on a free port of this machine, and ways to send it something.</summary>
internal sealed class WebhookReceiverFixture : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    public WebhookReceiverFixture(Func<WebhookSignature, int, WebhookListenerOptions>? options = null)
    {
        Port = FreePort();
        Listener = WebhookListener.Start(options?.Invoke(Signature, Port) ?? new WebhookListenerOptions(Signature, Port));
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

    public static string Body(string noteId) => $$$"""{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"{{{noteId}}}"}}""";

    public HttpRequestMessage Signed(string body, string? deliveryId, TimeSpan age = default, string path = "/") => Signed(Encoding.UTF8.GetBytes(body), deliveryId, age, path);

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
        await Listener.ReceiveAsync(TimeSpan.FromSeconds(20)) ?? throw new TimeoutException("No event came.");

    /// <summary>Sends a delivery and takes it, to prove that the listener still serves.</summary>
    public async Task<string> ServeOneAsync(string noteId)
    {
        var answer = DeliverAsync(noteId, noteId);
        var received = await NextAsync();
        received.Accept();
        using var response = await answer;
        response.EnsureSuccessStatusCode();
        return received.Event.VoiceNoteId!;
    }

    /// <summary>Opens a connection and sends something that is not whole.</summary>
    public async Task<TcpClient> SendRawAsync(string text)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        return connection;
    }

    public void Dispose()
    {
        Listener.Dispose();
        http.Dispose();
        Signature.Dispose();
    }
}
