using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using VocaFuse.Unit.Support;
using VocaFuse.Webhooks;

namespace VocaFuse.Unit.Webhooks.Receiving;

public sealed class WebhookListenerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_delivery_gets_200_after_it_is_accepted_and_not_before()
    {
        using var receiver = new WebhookReceiverFixture();
        var delivery = receiver.DeliverAsync("rec_1", "del_1");
        var received = await receiver.NextAsync();

        Assert.Equal(("rec_1", "del_1"), (received.Event.VoiceNoteId, received.Event.DeliveryId));
        Assert.False(delivery.IsCompleted);
        Assert.True(received.Accept());
        using var response = await delivery;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_rejected_delivery_gets_503_and_is_returned_again_when_it_is_repeated()
    {
        using var receiver = new WebhookReceiverFixture();
        var delivery = receiver.DeliverAsync("rec_1", "del_1");
        var received = await receiver.NextAsync();
        received.Refuse();

        using var response = await delivery;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.False(received.Accept());
        Assert.Equal("rec_1", await receiver.ServeOneAsync("rec_1"));
    }

    [Fact]
    public async Task A_repeated_delivery_ID_gets_200_and_is_not_returned_again()
    {
        using var receiver = new WebhookReceiverFixture();
        await receiver.ServeOneAsync("rec_1");

        using var again = await receiver.DeliverAsync("rec_1", "rec_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("rec_2", await receiver.ServeOneAsync("rec_2"));
    }

    [Fact]
    public async Task A_repetition_of_a_pending_delivery_gets_the_same_response()
    {
        using var receiver = new WebhookReceiverFixture();
        var first = receiver.DeliverAsync("rec_1", "del_1");
        var received = await receiver.NextAsync();
        var second = receiver.DeliverAsync("rec_1", "del_1");
        Assert.Null(await receiver.Listener.ReceiveAsync(Soon, TestContext.Current.CancellationToken));
        Assert.False(second.IsCompleted);

        received.Accept();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], (await Task.WhenAll(first, second)).Select(response => response.StatusCode));
    }

    [Fact]
    public async Task Without_a_signed_delivery_ID_the_content_identifies_the_delivery()
    {
        using var receiver = new WebhookReceiverFixture();
        var body = WebhookReceiverFixture.Body("rec_1");
        foreach (var deliveryId in (string?[])[null, "del_1", "del_2"])
        {
            // The ID is signed only together with a timestamp.
            var request = receiver.Unsigned(Encoding.UTF8.GetBytes(body));
            request.Headers.Add(WebhookSignature.SignatureHeader, receiver.Signature.Sign(Encoding.UTF8.GetBytes(body)));
            request.Headers.Add(WebhookSignature.DeliveryIdHeader, deliveryId);
            var delivery = receiver.SendAsync(request);
            if (deliveryId is null)
            {
                (await receiver.NextAsync()).Accept();
            }

            Assert.Equal(HttpStatusCode.OK, (await delivery).StatusCode);
        }

        Assert.Null(await receiver.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task More_deliveries_than_the_maximum_to_keep_are_reported()
    {
        using var receiver = new WebhookReceiverFixture(static signature =>
            new WebhookListenerOptions(signature, 0) { MaximumRememberedDeliveries = 2 });
        await receiver.ServeOneAsync("rec_1");
        await receiver.ServeOneAsync("rec_2");
        Assert.False(receiver.Listener.HasEvictedDeliveries);
        await receiver.ServeOneAsync("rec_3");
        Assert.True(receiver.Listener.HasEvictedDeliveries);

        Assert.Equal("rec_1", await receiver.ServeOneAsync("rec_1"));
        using var again = await receiver.DeliverAsync("rec_3", "rec_3");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await receiver.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_full_queue_rejects_further_deliveries_and_keeps_its_own()
    {
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { QueueLength = 2 });
        List<Task<HttpResponseMessage>> open = [.. Enumerable.Range(1, 5).Select(i => receiver.DeliverAsync($"rec_{i}", $"del_{i}"))];
        while (open.Count > 2)
        {
            var refused = await Task.WhenAny(open);
            open.Remove(refused);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await refused).StatusCode);
        }

        (await receiver.NextAsync()).Accept();
        (await receiver.NextAsync()).Accept();
        Assert.All(await Task.WhenAll(open), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_sender_gets_503_after_the_timeout_and_its_event_stays_in_the_queue()
    {
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { AcceptTimeout = Soon });
        using var first = await receiver.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);

        Assert.True((await receiver.NextAsync()).Accept());
        using var again = await receiver.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await receiver.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_the_path_is_accepted_with_or_without_a_slash_at_its_end()
    {
        using var receiver = new WebhookReceiverFixture(signature =>
            new WebhookListenerOptions(signature, 0) { Path = "/hooks/voca fuse" });
        var body = WebhookReceiverFixture.Body("rec_1");
        foreach (var path in (string[])["/hooks/voca%20fuse", "/hooks/voca%20fuse/?from=here"])
        {
            var delivery = receiver.SendAsync(receiver.Signed(body, path, path: path));
            (await receiver.NextAsync()).Accept();
            Assert.Equal(HttpStatusCode.OK, (await delivery).StatusCode);
        }

        foreach (var path in (string[])["/", "/hooks", "/hooks/voca%20fuse/more"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await receiver.SendAsync(receiver.Signed(body, path, path: path))).StatusCode);
        }
    }

    [Fact]
    public async Task Each_response_is_logged()
    {
        using var receiver = new WebhookReceiverFixture();
        using var forged = await receiver.SendAsync(receiver.Unsigned("{}"u8.ToArray()));
        await receiver.ServeOneAsync("rec_1");

        Assert.True(receiver.Listener.TryReadResponse(out var first));
        Assert.Equal(new WebhookResponse(HttpStatusCode.Unauthorized, "The delivery has no signature.", "POST", "/"), first);
        Assert.True(receiver.Listener.TryReadResponse(out var second));
        Assert.Equal(new WebhookResponse(HttpStatusCode.OK, "Received.", "POST", "/", "rec_1", "voicenote.transcribed"), second);
        Assert.False(receiver.Listener.TryReadResponse(out _));
    }

    [Fact]
    public async Task Stopping_sends_200_to_accepted_and_503_to_pending_deliveries_and_frees_the_port()
    {
        using var receiver = new WebhookReceiverFixture();
        var accepted = receiver.DeliverAsync("rec_1", "del_1");
        var received = await receiver.NextAsync();
        var waiting = receiver.DeliverAsync("rec_2", "del_2");
        var notAccepted = await receiver.NextAsync();
        received.Accept();
        await receiver.Listener.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await accepted).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting).StatusCode);
        Assert.False(notAccepted.Accept());
        Assert.Null(await receiver.Listener.ReceiveAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        using var next = new TcpListener(IPAddress.Loopback, receiver.Port);
        next.Start();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("POST / HT", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", "503")]
    public async Task Stopping_sends_503_to_incomplete_requests_and_closes_silent_connections(string sent, string expected)
    {
        using var receiver = new WebhookReceiverFixture();
        using var connection = await receiver.SendRawAsync(sent);
        // After the response to a later delivery, the listener has accepted the connection.
        await receiver.ServeOneAsync("rec_1");
        await receiver.Listener.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)));
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("localhost", "::1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task Listens_at_IPv4_and_IPv6_addresses(string address, string sender)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 || !sender.Contains(':', StringComparison.Ordinal), "This machine has no IPv6.");
        using var receiver = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { Addresses = [address] });
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Parse(sender), receiver.Port, TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("405", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)));
    }

    [Theory]
    [InlineData("example.com", "200")]
    [InlineData("Example.com.:8080", "200")]
    [InlineData("[::1]:80", "200")]
    [InlineData("[0:0::1]", "200")]
    [InlineData("xn--bcher-kva.example", "200")]
    [InlineData("example.org", "421")]
    [InlineData("[::2]", "421")]
    [InlineData("[::1", "421")]
    [InlineData("", "421")]
    public async Task Only_requests_with_a_configured_host_name_are_accepted(string host, string expected)
    {
        using var receiver = new WebhookReceiverFixture(static signature =>
            new WebhookListenerOptions(signature, 0) { HostNames = ["example.com", "bücher.example.", "[0::1]"] });
        var sent = receiver.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        var response = receiver.ExchangeAsync(sent.Replace("127.0.0.1", host, StringComparison.Ordinal));
        if (expected == "200")
        {
            (await receiver.NextAsync()).Accept();
        }

        Assert.Equal(expected, StatusOf(await response));
    }

    [Theory]
    [InlineData("example.com:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("https://example.com")]
    [InlineData("*.example.com")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_malformed_host_name_throws(string name)
    {
        using var signature = new WebhookSignature("whsec");
        var options = new WebhookListenerOptions(signature, 0) { HostNames = [name] };
        var failure = Assert.Throws<ArgumentException>(() => WebhookListener.Start(options));
        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::,127.0.0.1", "127.0.0.1,::1")]
    [InlineData("127.0.0.1,::", "127.0.0.1,::1")]
    [InlineData("::,::1", "127.0.0.1,::1")]
    [InlineData("0.0.0.0,::", "127.0.0.1,::1")]
    [InlineData("0.0.0.0,127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0,::1", "127.0.0.1,::1")]
    [InlineData("localhost,127.0.0.1,::1", "127.0.0.1,::1")]
    [InlineData("::ffff:127.0.0.1,127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public async Task Addresses_that_cover_each_other_can_be_combined(string addresses, string senders)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var receiver = new WebhookReceiverFixture(signature =>
            new WebhookListenerOptions(signature, 0) { Addresses = addresses.Split(',') });
        foreach (var sender in senders.Split(','))
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Parse(sender), receiver.Port, TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.Equal("405", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)));
        }
    }

    [Fact]
    public async Task Responses_that_the_log_drops_are_counted()
    {
        using var receiver = new WebhookReceiverFixture(static signature =>
            new WebhookListenerOptions(signature, 0) { ResponseLogLength = 2 });
        foreach (var id in (string[])["rec_1", "rec_2", "rec_3", "rec_4", "rec_5"])
        {
            await receiver.ServeOneAsync(id);
        }

        Assert.Equal(3, receiver.Listener.DroppedResponses);
        Assert.True(receiver.Listener.TryReadResponse(out var oldest));
        Assert.Equal("rec_4", oldest!.DeliveryId);
    }

    [Fact]
    public async Task A_server_that_can_no_longer_accept_connections_ends_the_queue_with_an_error()
    {
        using var signature = new WebhookSignature("whsec");
        var handler = new WebhookRequestHandler(new WebhookListenerOptions(signature, 0));
        handler.OnServerFailed(new SocketException((int)SocketError.NetworkDown));
        var token = TestContext.Current.CancellationToken;
        var ended = await Assert.ThrowsAsync<ChannelClosedException>(() => handler.Queue.ReadAsync(token).AsTask());
        Assert.Equal(WebhookListenerErrorReason.Broken, Assert.IsType<VocaFuseListenerException>(ended.InnerException).Reason);
    }

    [Fact]
    public void A_port_in_use_has_its_own_error_reason()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        AssertCannotListen(WebhookListenerErrorReason.PortInUse, ((IPEndPoint)other.LocalEndpoint).Port, "127.0.0.1");
        using var receiver = new WebhookReceiverFixture();
        AssertCannotListen(WebhookListenerErrorReason.PortInUse, receiver.Port, "127.0.0.1");
    }

    [Theory]
    [InlineData("no.such.host.invalid")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("[::1]:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("a b")]
    public void An_unusable_address_has_its_own_error_reason(string address) =>
        AssertCannotListen(WebhookListenerErrorReason.AddressUnusable, 0, address);

    private static void AssertCannotListen(WebhookListenerErrorReason reason, int port, string address)
    {
        using var signature = new WebhookSignature("whsec");
        var options = new WebhookListenerOptions(signature, port) { Addresses = [address] };
        var failure = Assert.Throws<VocaFuseListenerException>(() => WebhookListener.Start(options));
        Assert.Equal(reason, failure.Reason);
        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
    }

    private static string StatusOf(string response) => response.Length == 0 ? "" : response.Split(' ')[1];
}
