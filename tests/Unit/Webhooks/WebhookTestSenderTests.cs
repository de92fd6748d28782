using System.Net;
using System.Net.Sockets;
using VocaFuse.Unit.Support;
using Xunit;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookTestSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("voicenote.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("recording.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.completed", WebhookEventKind.Transcribed)]
    [InlineData("recording.completed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.failed", WebhookEventKind.Failed)]
    [InlineData("recording.failed", WebhookEventKind.Failed)]
    public async Task A_test_delivery_is_verified_and_read_like_one_of_the_service(string name, WebhookEventKind kind)
    {
        using var post = new WebhookReceiverFixture();
        using var sender = new WebhookTestSender(post.Signature, TimeSpan.FromSeconds(20));
        var sending = sender.SendAsync(new Uri($"http://127.0.0.1:{post.Port}/"), name, "vn_1", cancellationToken: Stop);
        var received = await post.NextAsync();
        received.Accept();
        var result = await sending;

        Assert.Equal(
            (kind, name, "vn_1", result.DeliveryId),
                (received.Event.Kind, received.Event.Event, received.Event.VoiceNoteId, received.Event.DeliveryId));
        Assert.Equal(kind == WebhookEventKind.Transcribed, received.Event.Text?.Contains('é', StringComparison.Ordinal) == true);
        Assert.Equal(kind == WebhookEventKind.Failed, received.Event.ErrorCode is not null);
        Assert.NotNull(received.Event.UserId);
        Assert.NotNull(received.Event.Duration);
        Assert.NotNull(received.Event.CompletedAt);
        Assert.Equal((200, true, "Received."), (result.StatusCode, result.IsAccepted, result.Response));
    }

    [Fact]
    public async Task Carries_the_headers_of_a_delivery_and_no_key()
    {
        var port = WebhookReceiverFixture.FreePort();
        using var server = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        server.Start();
        using var signature = new WebhookSignature("whsec_x");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        var sending = sender.SendAsync(
            new Uri($"http://127.0.0.1:{port}/"), "voicenote.failed", deliveryId: "del_7", cancellationToken: Stop);
        var context = await server.GetContextAsync();
        string[] carried = [.. context.Request.Headers.AllKeys.Order(StringComparer.Ordinal)!];
        context.Response.Close();
        await sending;

        Assert.Equal(
            ["Accept-Encoding", "Content-Length", "Content-Type", "Host", "User-Agent", "X-VocaFuse-Delivery-ID", "X-VocaFuse-Signature",
                "X-VocaFuse-Timestamp"], carried);
    }

    [Fact]
    public async Task Reports_a_redirect_as_it_comes_and_no_secret_of_the_answer()
    {
        await using var server = new RawServer(
            _ => RawServer.Answer("302 Found\r\nLocation: http://127.0.0.1:1/", "moved, said whsec_listener and plain_secret"));
        using var signature = new WebhookSignature("plain_secret");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        var result = await sender.SendAsync(server.Address, "voicenote.failed", cancellationToken: Stop);

        Assert.Equal((302, false, "moved, said *** and ***"), (result.StatusCode, result.IsAccepted, result.Response));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_or_says_nothing_is_a_failure()
    {
        using var signature = new WebhookSignature("whsec_x");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        // Taken, so that nobody else gets it, but not listened at.
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = await Assert.ThrowsAsync<VocaFuseConnectionException>(
            () => sender.SendAsync(Address(silent), "voicenote.failed", cancellationToken: Stop));
        Assert.True(nobody.IsUnreachable);
        silent.Listen();
        using var hurried = new WebhookTestSender(signature, TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<VocaFuseTimeoutException>(
            () => hurried.SendAsync(Address(silent), "voicenote.failed", cancellationToken: Stop));
    }

    private static Uri Address(Socket socket) => new($"http://{socket.LocalEndPoint}/");
}
