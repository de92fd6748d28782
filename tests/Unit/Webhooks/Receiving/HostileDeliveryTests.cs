using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VocaFuse.Unit.Support;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Webhooks.Receiving;

/// <summary>Requests that are not genuine deliveries get an error status, return no event and delay no genuine delivery.</summary>
/// <remarks>Runs alone, because one test measures the memory that the whole process allocates.</remarks>
[CollectionDefinition(nameof(HostileDeliveryTests), DisableParallelization = true)]
[Collection(nameof(HostileDeliveryTests))]
public sealed class HostileDeliveryTests
{
    private const int BodyLimit = 2000;
    private const int ConnectionLimit = 40;
    private const string Head = "POST / HTTP/1.1\r\nHost: a\r\n";

    [Fact]
    public async Task Each_invalid_delivery_gets_its_status()
    {
        using var receiver = CreateReceiver();
        var body = Encoding.UTF8.GetBytes(WebhookReceiverFixture.Body("rec_x"));
        byte[] notText = [.. "{\"event\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        (HttpRequestMessage Request, HttpStatusCode Expected)[] cases =
        [
            (receiver.Unsigned(body), HttpStatusCode.Unauthorized),
            (With(receiver.Signed(body, "d1"), WebhookSignature.SignatureHeader, new string('0', 64)), HttpStatusCode.Unauthorized),
            (With(receiver.Signed(body, "d1"), WebhookSignature.DeliveryIdHeader, "d2"), HttpStatusCode.Unauthorized),
            (With(receiver.Signed(body, "d1"), WebhookSignature.TimestampHeader, "1703001600"), HttpStatusCode.Unauthorized),
            (receiver.Signed(body, "d1", TimeSpan.FromMinutes(6)), HttpStatusCode.Unauthorized),
            (receiver.Signed(body, "d1", TimeSpan.FromMinutes(-6)), HttpStatusCode.Unauthorized),
            (receiver.Signed(new byte[BodyLimit + 1], "d1"), HttpStatusCode.RequestEntityTooLarge),
            (Chunked(receiver.Signed(new byte[BodyLimit * 2], "d1")), HttpStatusCode.RequestEntityTooLarge),
            (receiver.Unsigned(notText), HttpStatusCode.Unauthorized),
            (receiver.Signed(notText, "d1"), HttpStatusCode.BadRequest),
            (receiver.Signed("", "d1"), HttpStatusCode.BadRequest),
            (receiver.Signed("[]", "d1"), HttpStatusCode.BadRequest),
            (new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{receiver.Port}/"), HttpStatusCode.MethodNotAllowed),
            (new HttpRequestMessage(HttpMethod.Head, $"http://127.0.0.1:{receiver.Port}/"), HttpStatusCode.MethodNotAllowed),
            (Put(receiver.Unsigned(body)), HttpStatusCode.MethodNotAllowed),
            (receiver.Signed(body, "d1", path: "/other"), HttpStatusCode.NotFound),
        ];
        foreach (var (request, expected) in cases)
        {
            using var response = await receiver.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal(expected == HttpStatusCode.MethodNotAllowed ? ["POST"] : [], response.Content.Headers.Allow);
            Assert.NotNull(response.Headers.Date);
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
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
    public async Task A_malformed_or_incomplete_request_is_rejected(string sent, string expected)
    {
        using var receiver = CreateReceiver();
        using var connection = await receiver.SendRawAsync(sent);
        connection.Client.Shutdown(SocketShutdown.Send);
        var response = await WebhookReceiverFixture.ReadToEndAsync(connection);
        Assert.Equal(expected, StatusOf(response));
        Assert.Equal(!sent.StartsWith("HEAD", StringComparison.Ordinal) && sent.Length > 0, response.Split("\r\n\r\n")[^1].Length > 0);
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    [Fact]
    public async Task A_second_request_on_a_connection_is_not_read()
    {
        using var receiver = CreateReceiver();
        var first = receiver.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        var response = receiver.ExchangeAsync(first + receiver.SignedText(WebhookReceiverFixture.Body("rec_2"), "del_2"));
        (await receiver.NextAsync()).Accept();
        Assert.Equal("200", StatusOf(await response));
        Assert.Single((await response).Split("HTTP/1.1 ")[1..]);
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    [Fact]
    public async Task TLS_on_a_plain_port_is_detected_and_logged()
    {
        using var receiver = CreateReceiver();
        Assert.Contains("TLS", await receiver.ExchangeAsync("\u0016\u0003\u0001\u0002\u0000\u0001"), StringComparison.Ordinal);
        Assert.True(receiver.Listener.TryReadResponse(out var response));
        Assert.Equal((HttpStatusCode.BadRequest, ""), (response!.StatusCode, response.Method));
        Assert.Contains("TLS", response.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Content-Length: 1\r\n", "HTTP/1.1 100 Continue")]
    [InlineData("", "Content-Length: 2001\r\n", "HTTP/1.1 413")]
    [InlineData("other", "Content-Length: 1\r\n", "HTTP/1.1 404")]
    [InlineData("", "", "HTTP/1.1 411")]
    public async Task A_sender_gets_100_Continue_only_if_the_body_is_needed(string path, string length, string expected)
    {
        using var receiver = CreateReceiver();
        using var connection = await receiver.SendRawAsync($"POST /{path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n{length}\r\n");
        using var reader = new StreamReader(connection.GetStream());
        Assert.StartsWith(expected, await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_delivery_is_accepted()
    {
        using var receiver = CreateReceiver();
        var response = receiver.ExchangeAsync(receiver.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1", isChunked: true));
        (await receiver.NextAsync()).Accept();
        Assert.Equal("200", StatusOf(await response));
    }

    [Fact]
    public async Task A_compressed_body_is_not_decompressed()
    {
        using var receiver = CreateReceiver();
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[1_000_000]);
        }

        var sent = receiver.SignedText(Encoding.Latin1.GetString(compressed.ToArray()), "del_1", "Content-Encoding: gzip\r\n");
        Assert.Equal("400", StatusOf(await receiver.ExchangeAsync(sent)));
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    [Theory]
    [InlineData(Head + "Content-Length: 100\r\n\r\n{", "408")]
    [InlineData(Head, "408")]
    [InlineData("", "")]
    public async Task A_request_that_is_not_complete_in_time_gets_408_and_delays_no_other(string sent, string expected)
    {
        using var receiver = CreateReceiver(TimeSpan.FromMilliseconds(300));
        using var stalled = await receiver.SendRawAsync(sent);
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
        Assert.Equal(expected, StatusOf(await WebhookReceiverFixture.ReadToEndAsync(stalled)));
    }

    [Theory]
    [InlineData("POST /", "431")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nX: ", "431")]
    [InlineData(Head + "Content-Length: 1000000000\r\n\r\n", "413")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n3B9ACA00\r\n", "413")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n1;", "431")]
    [InlineData("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n", "405")]
    public async Task A_request_of_a_gigabyte_is_rejected_without_reading_it(string start, string expected)
    {
        const int MaximumRead = 64 * 1024 * 1024;
        using var receiver = CreateReceiver();
        using var endless = await receiver.SendRawAsync(start);
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
            // The listener has closed the connection.
        }

        Assert.InRange(sent, 0, MaximumRead);
        Assert.Equal(expected, StatusOf(await response));
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    [Fact]
    public async Task Many_idle_and_slow_connections_delay_no_genuine_delivery()
    {
        using var receiver = CreateReceiver(TimeSpan.FromMinutes(5));
        var held = new List<TcpClient>();
        for (var i = 0; i < 1200; i++)
        {
            held.Add(await receiver.SendRawAsync(i % 3 == 0 ? "" : i % 3 == 1 ? "POST / HT" : Head + "Content-Length: 100\r\n\r\n{"));
            if (i % 100 == 0)
            {
                Assert.Equal($"rec_{i}", await receiver.ServeOneAsync($"rec_{i}"));
            }
        }

        // Further bytes do not keep a connection open.
        foreach (var connection in held)
        {
            await Record.ExceptionAsync(
                () => connection.GetStream().WriteAsync("T"u8.ToArray(), TestContext.Current.CancellationToken).AsTask());
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
        // The newest connections are still open: seven eighths of the limit, less the one of the delivery.
        var open = held[^((ConnectionLimit * 7 / 8) - 1)..];
        await Task.WhenAll(held.Except(open).Select(WebhookReceiverFixture.ReadToEndAsync));
        Assert.All(open, connection => Assert.False(connection.Client.Poll(0, SelectMode.SelectRead)));
        held.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task A_pending_delivery_is_never_evicted()
    {
        using var receiver = CreateReceiver(TimeSpan.FromMinutes(5));
        var response = receiver.DeliverAsync("rec_1", "del_1");
        var received = await receiver.NextAsync();
        for (var i = 0; i < 3 * ConnectionLimit; i++)
        {
            _ = await receiver.SendRawAsync("POST");
        }

        received.Accept();
        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Fact]
    public async Task The_size_of_all_bodies_is_limited_and_the_oldest_is_evicted()
    {
        // Each body takes two blocks.
        const int BodySize = BodyBlocks.BlockSize * 3 / 2;
        const int Fitting = 5;
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodySize,
            MaximumTotalBodySize = 2 * Fitting * BodyBlocks.BlockSize,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        var holders = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            holders.Add(await receiver.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n" + new string('a', BodySize - 1)));
        }

        foreach (var holder in holders[..^Fitting])
        {
            Assert.Equal("503", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(holder)));
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
        holders.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task An_older_connection_with_a_late_body_does_not_evict_a_newer_one()
    {
        const int BodySize = BodyBlocks.BlockSize * 2;
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodySize,
            MaximumTotalBodySize = BodySize,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        using var older = await receiver.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n");
        using var newer = await receiver.SendRawAsync(Head + $"Content-Length: {BodySize}\r\n\r\n" + new string('a', BodySize - 1));
        await older.GetStream().WriteAsync("a"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("503", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(older)));
        Assert.False(newer.Client.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task The_memory_of_an_evicted_body_is_reused()
    {
        const int BodySize = 8 * 1024 * 1024;
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
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
            holders.Add(await receiver.SendRawAsync(""));
            await holders[^1].GetStream().WriteAsync(sent, TestContext.Current.CancellationToken);
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 2 * BodySize);
        holders.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task With_few_file_descriptors_few_connections_stay_open_and_a_delivery_is_accepted()
    {
        Assert.SkipWhen(FileDescriptors.CountFree() == int.MaxValue, "This machine has no such limit, or a very high one.");
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0)
        {
            // More than can ever be free.
            ReservedFileDescriptors = int.MaxValue,
            MinimumConnections = 4,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        var held = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            held.Add(await receiver.SendRawAsync("POST"));
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
        // Three are open, and one is served.
        foreach (var connection in held[..^2])
        {
            // A connection is closed without a response if its first bytes were not read yet.
            Assert.Contains(StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)), (string[])["503", ""]);
        }

        Assert.All(held[^2..], static connection => Assert.False(connection.Client.Poll(0, SelectMode.SelectRead)));
        held.ForEach(static connection => connection.Dispose());
    }

    [Fact]
    public async Task A_connection_that_breaks_is_logged_without_a_response()
    {
        using var receiver = CreateReceiver();
        using var connection = await receiver.SendRawAsync(Head + "Content-Length: 10\r\n\r\n{");
        // After the response to a later delivery, the listener has read the first one.
        await receiver.ServeOneAsync("rec_1");
        // Reset the connection.
        connection.Client.Close(0);

        Assert.True(receiver.Listener.TryReadResponse(out _));
        WebhookResponse? broken = null;
        await Eventually.TrueAsync(() => receiver.Listener.TryReadResponse(out broken), new TaskCompletionSource().Task);
        Assert.Equal((null, "POST"), (broken!.StatusCode, broken.Method));
    }

    [Fact]
    public async Task Connections_that_are_reset_at_any_point_delay_no_later_delivery()
    {
        using var receiver = CreateReceiver();
        var delivery = receiver.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        for (var length = 0; length < delivery.Length; length += 7)
        {
            using var connection = await receiver.SendRawAsync(delivery[..length]);
            connection.Client.LingerState = new LingerOption(true, 0);
        }

        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    [Fact]
    public async Task An_event_whose_sender_has_disconnected_is_returned_once()
    {
        using var receiver = CreateReceiver();
        using (await receiver.SendRawAsync(receiver.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1")))
        {
            Assert.True((await receiver.NextAsync()).Accept());
        }

        using var again = await receiver.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await AssertReturnsOnlyNextDeliveryAsync(receiver);
    }

    private static WebhookReceiverFixture CreateReceiver(TimeSpan? requestTimeout = null) =>
        new(signature => new WebhookListenerOptions(signature, 0)
        {
            MaximumBodySize = BodyLimit,
            MaximumConnections = ConnectionLimit,
            RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(10),
        });

    private static async Task AssertReturnsOnlyNextDeliveryAsync(WebhookReceiverFixture receiver)
    {
        Assert.Equal("rec_good", await receiver.ServeOneAsync("rec_good"));
        Assert.Null(await receiver.Listener.ReceiveAsync(TimeSpan.Zero));
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
