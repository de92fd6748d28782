using System.Net;
using System.Net.Sockets;
using System.Text;
using VocaFuse.Unit.Support;
using Xunit;

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
    public async Task Starts_though_senders_knock_already()
    {
        // About one start in a hundred meets a connection in the moment in which the platform's server cannot take one.
        for (var round = 0; round < 300; round++)
        {
            using var stop = new CancellationTokenSource();
            Task[] knocking = [];
            using var post = new WebhookReceiverFixture((signature, port) =>
            {
                knocking = [KnockAsync(port, stop.Token), KnockAsync(port, stop.Token)];
                return new WebhookListenerOptions(signature, port);
            });
            await stop.CancelAsync();
            await Task.WhenAll(knocking);
            Assert.Equal("rec_1", await post.ServeOneAsync("rec_1"));
        }
    }

    private static Task KnockAsync(int port, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    sender.Connect(IPAddress.Loopback, port);
                }
                catch (SocketException)
                {
                    // Nobody listens yet.
                }
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

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
    public async Task Remembers_the_newest_deliveries_only()
    {
        using var post = new WebhookReceiverFixture((signature, port) => new WebhookListenerOptions(signature, port) { RememberedDeliveries = 2 });
        foreach (var id in (string[])["rec_1", "rec_2", "rec_3"])
        {
            await post.ServeOneAsync(id);
        }

        Assert.Equal("rec_1", await post.ServeOneAsync("rec_1"));
        using var again = await post.DeliverAsync("rec_3", "rec_3");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_full_queue_turns_further_deliveries_away_and_loses_none_of_those_in_it()
    {
        using var post = new WebhookReceiverFixture((signature, port) => new WebhookListenerOptions(signature, port) { QueueLength = 2 });
        Task<HttpResponseMessage>[] answers = [.. Enumerable.Range(1, 5).Select(i => post.DeliverAsync($"rec_{i}", $"del_{i}"))];
        while (answers.Count(answer => answer.IsCompleted) < 3)
        {
            await Task.WhenAny(answers.Where(answer => !answer.IsCompleted));
        }

        Assert.All(answers.Where(answer => answer.IsCompleted), answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Result.StatusCode));
        (await post.NextAsync()).Accept();
        (await post.NextAsync()).Accept();
        Assert.Equal(2, (await Task.WhenAll(answers)).Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_sender_is_not_kept_waiting_for_ever_and_its_event_keeps_its_place()
    {
        using var post = new WebhookReceiverFixture((signature, port) => new WebhookListenerOptions(signature, port) { AnswerTimeout = Soon });
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
        using var post = new WebhookReceiverFixture((signature, port) => new WebhookListenerOptions(signature, port) { Path = "/hooks/voca fuse" });
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
    public async Task Tells_what_each_sender_was_answered()
    {
        using var post = new WebhookReceiverFixture();
        using var forged = await post.SendAsync(post.Unsigned("{}"u8.ToArray()));
        await post.ServeOneAsync("rec_1");
        await post.Listener.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(post.Listener.TryReadResponse(out var first));
        Assert.Equal(new WebhookResponse(HttpStatusCode.Unauthorized, "The delivery carries no signature.", "POST", "/"), first);
        Assert.True(post.Listener.TryReadResponse(out var second));
        Assert.Equal(new WebhookResponse(HttpStatusCode.OK, "Received.", "POST", "/", "rec_1", "voicenote.transcribed"), second);
        Assert.False(post.Listener.TryReadResponse(out _));
    }

    [Fact]
    public async Task At_the_end_the_accepted_get_their_200_the_waiting_a_503_and_the_port_is_free()
    {
        using var post = new WebhookReceiverFixture();
        var taken = post.DeliverAsync("rec_1", "del_1");
        var received = await post.NextAsync();
        var left = post.DeliverAsync("rec_2", "del_2");
        var waiting = await post.NextAsync();
        var stalled = await post.SendRawAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1:{post.Port}\r\nContent-Length: 10\r\n\r\n{{");

        received.Accept();
        await post.Listener.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await taken).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await left).StatusCode);
        Assert.False(waiting.Accept());
        Assert.Null(await post.Listener.ReceiveAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        stalled.Dispose();
        using var next = new TcpListener(IPAddress.Loopback, post.Port);
        next.Start();
    }

    [Fact]
    public void A_port_that_is_taken_is_told_apart()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        AssertFault(WebhookListenerErrorReason.PortInUse, ((IPEndPoint)other.LocalEndpoint).Port, "127.0.0.1");
        using var post = new WebhookReceiverFixture();
        AssertFault(WebhookListenerErrorReason.PortInUse, post.Port, "127.0.0.1");
    }

    [Theory]
    [InlineData("no.such.host.invalid")]
    [InlineData("192.0.2.1")]
    [InlineData("a b")]
    public void An_address_that_is_none_is_told_apart(string address) => AssertFault(WebhookListenerErrorReason.AddressUnusable, WebhookReceiverFixture.FreePort(), address);

    private static void AssertFault(WebhookListenerErrorReason fault, int port, string address)
    {
        using var signature = new WebhookSignature("whsec");
        var failure = Assert.Throws<VocaFuseListenerException>(() => WebhookListener.Start(new WebhookListenerOptions(signature, port) { Addresses = [address] }));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
    }
}
