using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VocaFuse.Unit.Support;

/// <summary>A webhook listener on a free port of this machine, and ways to send it something.</summary>
internal sealed class ListeningPost : IDisposable
{
    private const int FirstPort = 20_000;

    private const int PortCount = 12_000;

    private static int portsGiven = Random.Shared.Next(PortCount);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    public ListeningPost(Func<WebhookSignature, int, WebhookListenerOptions>? options = null)
    {
        Port = FreePort();
        Listener = WebhookListener.Start(options?.Invoke(Signature, Port) ?? new WebhookListenerOptions(Signature, Port) { BodyTimeout = Until.Patience, AnswerTimeout = Until.Patience });
    }

    public WebhookSignature Signature { get; } = new("whsec_listener");

    public WebhookListener Listener { get; }

    public int Port { get; }

    /// <summary>A port below those that systems give to outgoing connections, so that none of the other tests' takes it meanwhile, and never the same one again.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref portsGiven) % PortCount);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
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
        await Listener.ReceiveAsync(Until.Patience) ?? throw new TimeoutException("No event came.");

    /// <summary>Sends a delivery and takes it, to prove that the listener still serves.</summary>
    public async Task<string> ServeOneAsync(string noteId)
    {
        var answer = DeliverAsync(noteId, noteId);
        var next = NextAsync();
        if (await Task.WhenAny(answer, next) == answer)
        {
            throw new InvalidOperationException($"It was answered {(await answer).StatusCode} before anybody took it.");
        }

        (await next).Accept();
        using var response = await answer;
        response.EnsureSuccessStatusCode();
        return (await next).Event.VoiceNoteId!;
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
