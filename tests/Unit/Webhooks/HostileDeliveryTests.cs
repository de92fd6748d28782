using System.Net;
using System.Net.Sockets;
using System.Text;
using VocaFuse.Unit.Support;
using Xunit;

namespace VocaFuse.Unit.Webhooks;

/// <summary>What comes from who is no VocaFuse: answered as it deserves, never handed over, and no one else has to wait for it.</summary>
public sealed class HostileDeliveryTests
{
    private const int Limit = 2000;

    [Fact]
    public async Task Each_is_answered_as_it_deserves()
    {
        using var post = Post();
        var body = Encoding.UTF8.GetBytes(WebhookReceiverFixture.Body("rec_x"));
        byte[] notText = [.. "{\"event\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        (HttpRequestMessage Request, HttpStatusCode Expected)[] cases =
        [
            (post.Unsigned(body), HttpStatusCode.Unauthorized),
            (With(post.Signed(body, "d1"), WebhookSignature.SignatureHeader, new string('0', 64)), HttpStatusCode.Unauthorized),
            (With(post.Signed(body, "d1"), WebhookSignature.DeliveryIdHeader, "d2"), HttpStatusCode.Unauthorized),
            (With(post.Signed(body, "d1"), WebhookSignature.TimestampHeader, "1703001600"), HttpStatusCode.Unauthorized),
            (post.Signed(body, "d1", TimeSpan.FromMinutes(6)), HttpStatusCode.Unauthorized),
            (post.Signed(body, "d1", TimeSpan.FromMinutes(-6)), HttpStatusCode.Unauthorized),
            (post.Signed(new byte[Limit + 1], "d1"), HttpStatusCode.RequestEntityTooLarge),
            (Chunked(post.Signed(new byte[Limit * 2], "d1")), HttpStatusCode.RequestEntityTooLarge),
            (post.Unsigned(notText), HttpStatusCode.Unauthorized),
            (post.Signed(notText, "d1"), HttpStatusCode.BadRequest),
            (post.Signed("", "d1"), HttpStatusCode.BadRequest),
            (post.Signed("[]", "d1"), HttpStatusCode.BadRequest),
            (new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{post.Port}/"), HttpStatusCode.MethodNotAllowed),
            (new HttpRequestMessage(HttpMethod.Head, $"http://127.0.0.1:{post.Port}/"), HttpStatusCode.MethodNotAllowed),
            (new HttpRequestMessage(HttpMethod.Put, $"http://127.0.0.1:{post.Port}/") { Content = new ByteArrayContent(body) }, HttpStatusCode.MethodNotAllowed),
            (post.Signed(body, "d1", path: "/other"), HttpStatusCode.NotFound),
        ];
        foreach (var (request, expected) in cases)
        {
            using var answer = await post.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(expected == HttpStatusCode.MethodNotAllowed ? ["POST"] : [], answer.Content.Headers.Allow);
        }

        await AssertServesNothingButOneAsync(post);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 100\r\n\r\n{", "400")]
    [InlineData("POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: x\r\n\r\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nHost: HOST\r\n\r\n", "411")]
    [InlineData("POST /%zz%00 HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("\u0001\u00FF\u00FE\r\n\r\n", "400")]
    public async Task A_sender_that_breaks_off_or_speaks_no_HTTP_is_refused(string text, string expected)
    {
        using var post = Post();
        using var connection = await post.SendRawAsync(text.Replace("HOST", $"127.0.0.1:{post.Port}", StringComparison.Ordinal));
        using var reader = new StreamReader(connection.GetStream());
        connection.Client.Shutdown(SocketShutdown.Send);
        Assert.StartsWith($"HTTP/1.1 {expected}", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await AssertServesNothingButOneAsync(post);
    }

    [Fact]
    public async Task A_stalled_sender_is_answered_408_and_holds_up_nobody()
    {
        using var post = Post(bodyTimeout: TimeSpan.FromMilliseconds(300));
        using var stalled = await post.SendRawAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1:{post.Port}\r\nContent-Length: 100\r\n\r\n{{");
        using var halfHead = await post.SendRawAsync("POST / HTTP/1.1\r\nHo");
        await AssertServesNothingButOneAsync(post);
        using var reader = new StreamReader(stalled.GetStream());
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_stalled_senders_than_places_make_room_for_a_genuine_one()
    {
        using var post = Post(bodyTimeout: TimeSpan.FromMinutes(5));
        var stalled = new List<TcpClient>();
        for (var i = 0; i < 12; i++)
        {
            stalled.Add(await post.SendRawAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1:{post.Port}\r\nContent-Length: 100\r\n\r\n{{"));
        }

        await AssertServesNothingButOneAsync(post);
        using var reader = new StreamReader(stalled[0].GetStream());
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        stalled.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        using var post = Post(bodyTimeout: TimeSpan.FromMinutes(5));
        using var endless = await post.SendRawAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1:{post.Port}\r\nContent-Length: 1000000000\r\n\r\n{new string('x', Limit * 3)}");
        using var reader = new StreamReader(endless.GetStream());
        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static WebhookReceiverFixture Post(TimeSpan? bodyTimeout = null) => new((signature, port) => new WebhookListenerOptions(signature, port)
    {
        MaximumBodySize = Limit,
        MaximumSenders = 8,
        BodyTimeout = bodyTimeout ?? TimeSpan.FromSeconds(10),
    });

    private static async Task AssertServesNothingButOneAsync(WebhookReceiverFixture post)
    {
        Assert.Equal("rec_good", await post.ServeOneAsync("rec_good"));
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.Zero));
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        return request;
    }

    private static HttpRequestMessage Chunked(HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        return request;
    }
}
