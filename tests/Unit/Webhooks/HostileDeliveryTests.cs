using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VocaFuse.Unit.Support;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Webhooks;

/// <summary>Requests that are not genuine deliveries: each gets the right status, none is handed over, none delays genuine ones.</summary>
public sealed class HostileDeliveryTests
{
    private const int BodyLimit = 2000;
    private const int ConnectionLimit = 40;
    private const string Head = "POST / HTTP/1.1\r\nHost: a\r\n";

    [Fact]
    public async Task Each_gets_the_status_it_should()
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
            (post.Signed(new byte[BodyLimit + 1], "d1"), HttpStatusCode.RequestEntityTooLarge),
            (Chunked(post.Signed(new byte[BodyLimit * 2], "d1")), HttpStatusCode.RequestEntityTooLarge),
            (post.Unsigned(notText), HttpStatusCode.Unauthorized),
            (post.Signed(notText, "d1"), HttpStatusCode.BadRequest),
            (post.Signed("", "d1"), HttpStatusCode.BadRequest),
            (post.Signed("[]", "d1"), HttpStatusCode.BadRequest),
            (new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{post.Port}/"), HttpStatusCode.MethodNotAllowed),
            (new HttpRequestMessage(HttpMethod.Head, $"http://127.0.0.1:{post.Port}/"), HttpStatusCode.MethodNotAllowed),
            (Put(post.Unsigned(body)), HttpStatusCode.MethodNotAllowed),
            (post.Signed(body, "d1", path: "/other"), HttpStatusCode.NotFound),
        ];
        foreach (var (request, expected) in cases)
        {
            using var response = await post.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal(expected == HttpStatusCode.MethodNotAllowed ? ["POST"] : [], response.Content.Headers.Allow);
            Assert.NotNull(response.Headers.Date);
        }

        await AssertServesNothingButOneAsync(post);
    }

    [Theory]
    [InlineData(Head + "Content-Length: 100\r\n\r\n{", "400")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData(Head + "Content-Length: x\r\n\r\n", "400")]
    [InlineData(Head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400")]
    [InlineData(Head + "\r\n", "411")]
    [InlineData("POST /%zz%00 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "405")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505")]
    [InlineData("\u0001\u00FF\u00FE\r\n\r\n", "400")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001", "400")]
    [InlineData("POST / HT", "400")]
    [InlineData("", "")]
    public async Task A_request_that_is_malformed_or_breaks_off_is_refused(string sent, string expected)
    {
        using var post = Post();
        using var connection = await post.SendRawAsync(sent);
        connection.Client.Shutdown(SocketShutdown.Send);
        var response = await WebhookReceiverFixture.ReadToEndAsync(connection);
        Assert.Equal(expected, StatusOf(response));
        Assert.Equal(!sent.StartsWith("HEAD", StringComparison.Ordinal) && sent.Length > 0, response.Split("\r\n\r\n")[^1].Length > 0);
        await AssertServesNothingButOneAsync(post);
    }

    [Fact]
    public async Task A_request_that_follows_another_on_one_connection_is_never_read()
    {
        using var post = Post();
        var first = post.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        var response = post.ExchangeAsync(first + post.SignedText(WebhookReceiverFixture.Body("rec_2"), "del_2"));
        (await post.NextAsync()).Accept();
        Assert.Equal("200", StatusOf(await response));
        Assert.Single((await response).Split("HTTP/1.1 ")[1..]);
        await AssertServesNothingButOneAsync(post);
    }

    [Fact]
    public async Task TLS_on_a_plain_port_is_recognised_and_logged()
    {
        using var post = Post();
        Assert.Contains("TLS", await post.ExchangeAsync("\u0016\u0003\u0001\u0002\u0000\u0001"), StringComparison.Ordinal);
        Assert.True(post.Listener.TryReadResponse(out var response));
        Assert.Equal((HttpStatusCode.BadRequest, ""), (response!.StatusCode, response.Method));
        Assert.Contains("TLS", response.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Content-Length: 1\r\n", "HTTP/1.1 100 Continue")]
    [InlineData("", "Content-Length: 2001\r\n", "HTTP/1.1 413")]
    [InlineData("other", "Content-Length: 1\r\n", "HTTP/1.1 404")]
    [InlineData("", "", "HTTP/1.1 411")]
    public async Task A_sender_that_expects_100_gets_it_only_if_its_body_is_wanted(string path, string length, string expected)
    {
        using var post = Post();
        using var connection = await post.SendRawAsync($"POST /{path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n{length}\r\n");
        using var reader = new StreamReader(connection.GetStream());
        Assert.StartsWith(expected, await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_in_chunks_is_taken()
    {
        using var post = Post();
        var response = post.ExchangeAsync(post.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1", isChunked: true));
        (await post.NextAsync()).Accept();
        Assert.Equal("200", StatusOf(await response));
    }

    [Fact]
    public async Task A_compressed_body_is_never_unpacked()
    {
        using var post = Post();
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[1_000_000]);
        }

        var sent = post.SignedText(Encoding.Latin1.GetString(packed.ToArray()), "del_1", "Content-Encoding: gzip\r\n");
        Assert.Equal("400", StatusOf(await post.ExchangeAsync(sent)));
        await AssertServesNothingButOneAsync(post);
    }

    [Theory]
    [InlineData(Head + "Content-Length: 100\r\n\r\n{", "408")]
    [InlineData(Head, "408")]
    [InlineData("", "")]
    public async Task A_request_that_is_not_complete_in_time_gets_408_and_delays_nobody(string sent, string expected)
    {
        using var post = Post(TimeSpan.FromMilliseconds(300));
        using var stalled = await post.SendRawAsync(sent);
        await AssertServesNothingButOneAsync(post);
        Assert.Equal(expected, StatusOf(await WebhookReceiverFixture.ReadToEndAsync(stalled)));
    }

    [Theory]
    [InlineData("POST /", "431")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nX: ", "431")]
    [InlineData(Head + "Content-Length: 1000000000\r\n\r\n", "413")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n3B9ACA00\r\n", "413")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n1;", "431")]
    [InlineData("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n", "405")]
    public async Task A_gigabyte_is_cut_off(string start, string expected)
    {
        const int MostTaken = 64 * 1024 * 1024;
        using var post = Post();
        using var endless = await post.SendRawAsync(start);
        var response = WebhookReceiverFixture.ReadToEndAsync(endless);
        var block = Enumerable.Repeat((byte)'a', 64 * 1024).ToArray();
        var sent = 0L;
        try
        {
            for (; sent < 1_000_000_000; sent += block.Length)
            {
                await endless.GetStream().WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // The listener has closed.
        }

        Assert.InRange(sent, 0, MostTaken);
        Assert.Equal(expected, StatusOf(await response));
        await AssertServesNothingButOneAsync(post);
    }

    [Fact]
    public async Task Thousands_of_idle_and_dripping_connections_hold_up_no_genuine_delivery()
    {
        using var post = Post(TimeSpan.FromMinutes(5));
        var held = new List<TcpClient>();
        for (var i = 0; i < 1200; i++)
        {
            held.Add(await post.SendRawAsync(i % 3 == 0 ? "" : i % 3 == 1 ? "POST / HT" : Head + "Content-Length: 100\r\n\r\n{"));
            if (i % 100 == 0)
            {
                Assert.Equal($"rec_{i}", await post.ServeOneAsync($"rec_{i}"));
            }
        }

        // Those that send on are no exception.
        foreach (var connection in held)
        {
            await Record.ExceptionAsync(
                () => connection.GetStream().WriteAsync("T"u8.ToArray(), TestContext.Current.CancellationToken).AsTask());
        }

        await AssertServesNothingButOneAsync(post);
        // The newest are open still: seven eighths of the limit, less the one that was served.
        var open = held[^((ConnectionLimit * 7 / 8) - 1)..];
        await Task.WhenAll(held.Except(open).Select(WebhookReceiverFixture.ReadToEndAsync));
        Assert.All(open, connection => Assert.False(connection.Client.Poll(0, SelectMode.SelectRead)));
        held.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task A_delivery_that_waits_for_the_receiver_never_gives_way()
    {
        using var post = Post(TimeSpan.FromMinutes(5));
        var response = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();
        for (var i = 0; i < 3 * ConnectionLimit; i++)
        {
            _ = await post.SendRawAsync("POST");
        }

        received.Accept();
        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Fact]
    public async Task All_bodies_together_are_bounded_and_the_oldest_gives_way()
    {
        // Each body takes two blocks.
        const int BodySize = BodyBlocks.BlockSize * 3 / 2;
        const int Fitting = 5;
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodySize,
            MaximumTotalBodySize = 2 * Fitting * BodyBlocks.BlockSize,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        var holders = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            holders.Add(await post.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n" + new string('a', BodySize - 1)));
        }

        foreach (var holder in holders[..^Fitting])
        {
            Assert.Equal("503", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(holder)));
        }

        await AssertServesNothingButOneAsync(post);
        holders.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task An_older_connection_whose_body_comes_late_does_not_displace_a_newer_one()
    {
        const int BodySize = BodyBlocks.BlockSize * 2;
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodySize,
            MaximumTotalBodySize = BodySize,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        using var older = await post.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n");
        using var newer = await post.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n" + new string('a', BodySize - 1));
        await older.GetStream().WriteAsync("a"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("503", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(older)));
        Assert.False(newer.Client.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task The_memory_of_a_body_that_gave_way_is_used_again_and_no_other_is_taken()
    {
        const int BodySize = 8 * 1024 * 1024;
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodySize,
            MaximumTotalBodySize = BodySize,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        byte[] sent = [.. Encoding.ASCII.GetBytes(Head + $"Content-Length: {BodySize}\r\n\r\n"), .. new byte[BodySize - 1]];
        var before = GC.GetTotalAllocatedBytes();
        var holders = new List<TcpClient>();
        for (var i = 0; i < 10; i++)
        {
            holders.Add(await post.SendRawAsync(""));
            await holders[^1].GetStream().WriteAsync(sent, TestContext.Current.CancellationToken);
        }

        await AssertServesNothingButOneAsync(post);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 2 * BodySize);
        holders.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task With_file_descriptors_short_few_connections_are_held_and_a_delivery_is_served()
    {
        Assert.SkipWhen(FileDescriptors.CountFree() == int.MaxValue, "This machine has no such limit, or a very high one.");
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            // Never so many are free.
            ReservedFileDescriptors = int.MaxValue,
            MinimumConnections = 4,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        var held = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            held.Add(await post.SendRawAsync("POST"));
        }

        await AssertServesNothingButOneAsync(post);
        // Three are open, and one is served.
        foreach (var connection in held[..^2])
        {
            // One whose first bytes were not read yet is closed without a response.
            Assert.Contains(StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)), (string[])["503", ""]);
        }

        Assert.All(held[^2..], static connection => Assert.False(connection.Client.Poll(0, SelectMode.SelectRead)));
        held.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task A_connection_that_breaks_is_logged_without_a_response()
    {
        using var post = Post();
        using var connection = await post.SendRawAsync(Head + "Content-Length: 10\r\n\r\n{");
        // Served after it, so the listener has read it.
        await post.ServeOneAsync("rec_1");
        // Resets the connection.
        connection.Client.Close(0);

        Assert.True(post.Listener.TryReadResponse(out _));
        WebhookResponse? broken = null;
        await Eventually.TrueAsync(() => post.Listener.TryReadResponse(out broken), new TaskCompletionSource().Task);
        Assert.Equal((null, "POST"), (broken!.StatusCode, broken.Method));
    }

    [Fact]
    public async Task Connections_that_are_reset_at_any_point_leave_nothing_behind()
    {
        using var post = Post();
        var delivery = post.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        for (var length = 0; length < delivery.Length; length += 7)
        {
            using var connection = await post.SendRawAsync(delivery[..length]);
            connection.Client.LingerState = new LingerOption(true, 0);
        }

        await AssertServesNothingButOneAsync(post);
    }

    [Fact]
    public async Task An_event_whose_sender_has_gone_is_handed_over_and_its_repetition_is_not()
    {
        using var post = Post();
        using (await post.SendRawAsync(post.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1")))
        {
            Assert.True((await post.NextAsync()).Accept());
        }

        using var again = await post.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await AssertServesNothingButOneAsync(post);
    }

    private static WebhookReceiverFixture Post(TimeSpan? requestTimeout = null) => new(signature => new WebhookListenerOptions(signature, 0)
    {
        MaximumBodySize = BodyLimit,
        MaximumConnections = ConnectionLimit,
        RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(10),
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

    private static HttpRequestMessage Put(HttpRequestMessage request)
    {
        request.Method = HttpMethod.Put;
        return request;
    }

    private static HttpRequestMessage Chunked(HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    private static string StatusOf(string response) => response.Length == 0 ? "" : response.Split(' ')[1];
}
