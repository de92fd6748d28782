using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using VocaFuse.Unit.Support;
using VocaFuse.Webhooks;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookListenerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_delivery_is_answered_200_once_it_is_accepted_and_not_before()
    {
        using var post = new WebhookReceiverFixture();
        var answer = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();

        Assert.Equal(("rec_1", "del_1"), (received.Event.VoiceNoteId, received.Event.DeliveryId));
        Assert.False(answer.IsCompleted);
        Assert.True(received.Accept());
        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_is_refused_is_to_be_delivered_again_and_then_handed_over_again()
    {
        using var post = new WebhookReceiverFixture();
        var answer = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();
        received.Refuse();

        using var response = await answer;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.False(received.Accept());
        Assert.Equal("rec_1", await post.ServeOneAsync("rec_1"));
    }

    [Fact]
    public async Task A_delivery_id_seen_before_is_answered_200_and_not_handed_over()
    {
        using var post = new WebhookReceiverFixture();
        await post.ServeOneAsync("rec_1");

        using var again = await post.DeliverAsync("rec_1", "rec_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("rec_2", await post.ServeOneAsync("rec_2"));
    }

    [Fact]
    public async Task A_repetition_that_comes_while_the_first_still_waits_shares_its_answer()
    {
        using var post = new WebhookReceiverFixture();
        var first = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();
        var second = post.DeliverAsync("rec_1", "del_1");
        Assert.Null(await post.Listener.ReceiveAsync(Soon, TestContext.Current.CancellationToken));
        Assert.False(second.IsCompleted);

        received.Accept();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], (await Task.WhenAll(first, second)).Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task Without_a_signed_delivery_id_the_same_content_is_the_same_delivery()
    {
        using var post = new WebhookReceiverFixture();
        var body = WebhookReceiverFixture.Body("rec_1");
        foreach (var deliveryId in (string?[])[null, "del_1", "del_2"])
        {
            // No timestamp: then the id is not part of what is signed.
            var request = post.Unsigned(Encoding.UTF8.GetBytes(body));
            request.Headers.Add(WebhookSignature.SignatureHeader, post.Signature.Sign(Encoding.UTF8.GetBytes(body)));
            request.Headers.Add(WebhookSignature.DeliveryIdHeader, deliveryId);
            var answer = post.SendAsync(request);
            if (deliveryId is null)
            {
                (await post.NextAsync()).Accept();
            }

            Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        }

        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task More_deliveries_than_can_be_remembered_are_reported()
    {
        using var post = new WebhookReceiverFixture(static signature =>
            new WebhookListenerOptions(signature, 0) { MaximumRememberedDeliveries = 2 });
        await post.ServeOneAsync("rec_1");
        await post.ServeOneAsync("rec_2");
        Assert.False(post.Listener.HasForgotten);
        await post.ServeOneAsync("rec_3");
        Assert.True(post.Listener.HasForgotten);

        Assert.Equal("rec_1", await post.ServeOneAsync("rec_1"));
        using var again = await post.DeliverAsync("rec_3", "rec_3");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_full_queue_turns_further_deliveries_away_and_loses_none_of_those_in_it()
    {
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { QueueLength = 2 });
        List<Task<HttpResponseMessage>> open = [.. Enumerable.Range(1, 5).Select(i => post.DeliverAsync($"rec_{i}", $"del_{i}"))];
        while (open.Count > 2)
        {
            var refused = await Task.WhenAny(open);
            open.Remove(refused);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await refused).StatusCode);
        }

        (await post.NextAsync()).Accept();
        (await post.NextAsync()).Accept();
        Assert.All(await Task.WhenAll(open), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_sender_does_not_wait_for_ever_and_its_event_stays_in_the_queue()
    {
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { AcceptTimeout = Soon });
        using var first = await post.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);

        Assert.True((await post.NextAsync()).Accept());
        using var again = await post.DeliverAsync("rec_1", "del_1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Listens_at_its_path_with_and_without_a_slash_and_nowhere_else()
    {
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { Path = "/hooks/voca fuse" });
        var body = WebhookReceiverFixture.Body("rec_1");
        foreach (var path in (string[])["/hooks/voca%20fuse", "/hooks/voca%20fuse/?from=here"])
        {
            var answer = post.SendAsync(post.Signed(body, path, path: path));
            (await post.NextAsync()).Accept();
            Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        }

        foreach (var path in (string[])["/", "/hooks", "/hooks/voca%20fuse/more"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await post.SendAsync(post.Signed(body, path, path: path))).StatusCode);
        }
    }

    [Fact]
    public async Task Logs_each_response()
    {
        using var post = new WebhookReceiverFixture();
        using var forged = await post.SendAsync(post.Unsigned("{}"u8.ToArray()));
        await post.ServeOneAsync("rec_1");

        Assert.True(post.Listener.TryReadResponse(out var first));
        Assert.Equal(new WebhookResponse(HttpStatusCode.Unauthorized, "The delivery has no signature.", "POST", "/"), first);
        Assert.True(post.Listener.TryReadResponse(out var second));
        Assert.Equal(new WebhookResponse(HttpStatusCode.OK, "Received.", "POST", "/", "rec_1", "voicenote.transcribed"), second);
        Assert.False(post.Listener.TryReadResponse(out _));
    }

    [Fact]
    public async Task At_the_end_the_accepted_get_200_the_waiting_503_and_the_port_is_free()
    {
        using var post = new WebhookReceiverFixture();
        var accepted = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();
        var waiting = post.DeliverAsync("rec_2", "del_2");
        var notAccepted = await post.NextAsync();
        received.Accept();
        await post.Listener.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await accepted).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting).StatusCode);
        Assert.False(notAccepted.Accept());
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        using var next = new TcpListener(IPAddress.Loopback, post.Port);
        next.Start();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("POST / HT", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{", "503")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", "503")]
    public async Task At_the_end_an_incomplete_request_gets_503_and_a_silent_connection_is_closed(string sent, string expected)
    {
        using var post = new WebhookReceiverFixture();
        using var connection = await post.SendRawAsync(sent);
        // Served after it, so the listener has it.
        await post.ServeOneAsync("rec_1");
        await post.Listener.StopAsync(TestContext.Current.CancellationToken);
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
        using var post = new WebhookReceiverFixture(signature => new WebhookListenerOptions(signature, 0) { Addresses = [address] });
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Parse(sender), post.Port, TestContext.Current.CancellationToken);
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
    public async Task Takes_only_the_host_names_that_were_given(string host, string expected)
    {
        using var post = new WebhookReceiverFixture(static signature =>
            new WebhookListenerOptions(signature, 0) { HostNames = ["example.com", "bücher.example.", "[0::1]"] });
        var sent = post.SignedText(WebhookReceiverFixture.Body("rec_1"), "del_1");
        var response = post.ExchangeAsync(sent.Replace("127.0.0.1", host, StringComparison.Ordinal));
        if (expected == "200")
        {
            (await post.NextAsync()).Accept();
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
    public void A_host_name_that_no_request_could_match_is_refused(string name)
    {
        using var signature = new WebhookSignature("whsec");
        var options = new WebhookListenerOptions(signature, 0) { HostNames = [name] };
        var refusal = Assert.Throws<ArgumentException>(() => WebhookListener.Start(options));
        Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal);
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
    public async Task Addresses_that_cover_each_other_can_be_given_together(string addresses, string senders)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var post = new WebhookReceiverFixture(signature =>
            new WebhookListenerOptions(signature, 0) { Addresses = addresses.Split(',') });
        foreach (var sender in senders.Split(','))
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Parse(sender), post.Port, TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.Equal("405", StatusOf(await WebhookReceiverFixture.ReadToEndAsync(connection)));
        }
    }

    [Fact]
    public async Task Responses_that_the_log_could_not_keep_are_counted()
    {
        using var post = new WebhookReceiverFixture(static signature => new WebhookListenerOptions(signature, 0) { ResponseLogLength = 2 });
        foreach (var id in (string[])["rec_1", "rec_2", "rec_3", "rec_4", "rec_5"])
        {
            await post.ServeOneAsync(id);
        }

        Assert.Equal(3, post.Listener.DroppedResponses);
        Assert.True(post.Listener.TryReadResponse(out var oldest));
        Assert.Equal("rec_4", oldest!.DeliveryId);
    }

    [Fact]
    public async Task A_server_that_accepts_no_more_connections_says_so()
    {
        using var signature = new WebhookSignature("whsec");
        var handler = new WebhookRequestHandler(new WebhookListenerOptions(signature, 0));
        handler.OnServerFailed(new SocketException((int)SocketError.NetworkDown));
        var token = TestContext.Current.CancellationToken;
        var ended = await Assert.ThrowsAsync<ChannelClosedException>(() => handler.Queue.ReadAsync(token).AsTask());
        Assert.Equal(WebhookListenerErrorReason.Broken, Assert.IsType<VocaFuseListenerException>(ended.InnerException).Reason);
    }

    [Fact]
    public void A_port_in_use_is_an_error_of_its_own()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        AssertCannotListen(WebhookListenerErrorReason.PortInUse, ((IPEndPoint)other.LocalEndpoint).Port, "127.0.0.1");
        using var post = new WebhookReceiverFixture();
        AssertCannotListen(WebhookListenerErrorReason.PortInUse, post.Port, "127.0.0.1");
    }

    [Theory]
    [InlineData("no.such.host.invalid")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("[::1]:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("a b")]
    public void An_address_of_another_machine_or_none_is_an_error_of_its_own(string address) =>
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
