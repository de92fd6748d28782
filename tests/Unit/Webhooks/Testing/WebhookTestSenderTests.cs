using System.Net;
using System.Net.Sockets;
using VocaFuse.Unit.Support;
using Xunit;

namespace VocaFuse.Unit.Webhooks.Testing;

public sealed class WebhookTestSenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("voicenote.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("recording.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.completed", WebhookEventKind.Transcribed)]
    [InlineData("recording.completed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.failed", WebhookEventKind.Failed)]
    [InlineData("recording.failed", WebhookEventKind.Failed)]
    public async Task A_test_delivery_is_verified_and_read_like_one_of_the_service(string name, WebhookEventKind kind)
    {
        using var receiver = new WebhookReceiverFixture();
        using var sender = new WebhookTestSender(receiver.Signature, TimeSpan.FromSeconds(20));
        var sending = sender.SendAsync(new Uri($"http://127.0.0.1:{receiver.Port}/"), name, "vn_1", cancellationToken: Token);
        var received = await receiver.NextAsync();
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
    public async Task A_test_delivery_has_the_headers_of_a_delivery_and_no_key()
    {
        var port = WebhookReceiverFixture.FreePort();
        using var server = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        server.Start();
        using var signature = new WebhookSignature("whsec_x");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        var sending = sender.SendAsync(
            new Uri($"http://127.0.0.1:{port}/"), "voicenote.failed", deliveryId: "del_7", cancellationToken: Token);
        var context = await server.GetContextAsync();
        string[] headers = [.. context.Request.Headers.AllKeys.Order(StringComparer.Ordinal)!];
        context.Response.Close();
        await sending;

        Assert.Equal(
            ["Accept-Encoding", "Content-Length", "Content-Type", "Host", "User-Agent", "X-VocaFuse-Delivery-ID", "X-VocaFuse-Signature",
                "X-VocaFuse-Timestamp"], headers);
    }

    [Fact]
    public async Task A_redirect_is_returned_without_secrets_and_not_followed()
    {
        await using var server = new RawServer(
            _ => RawServer.Response("302 Found\r\nLocation: http://127.0.0.1:1/", "moved, said whsec_listener and plain_secret"));
        using var signature = new WebhookSignature("plain_secret");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        var result = await sender.SendAsync(server.Address, "voicenote.failed", cancellationToken: Token);

        Assert.Equal((302, false, "moved, said *** and ***"), (result.StatusCode, result.IsAccepted, result.Response));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_response_that_cannot_be_decompressed_is_a_failure(string encoding)
    {
        await using var server = new RawServer(_ => RawServer.Response($"200 OK\r\nContent-Encoding: {encoding}", "not compressed"));
        using var signature = new WebhookSignature("whsec_x");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(
            () => sender.SendAsync(server.Address, "voicenote.failed", cancellationToken: Token));

        Assert.StartsWith("The response can't be read:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_endpoint_and_one_that_does_not_respond_are_failures()
    {
        using var signature = new WebhookSignature("whsec_x");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        // Bound, so that no other process gets the port, but not listening.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var failure = await Assert.ThrowsAsync<VocaFuseConnectionException>(
            () => sender.SendAsync(Address(socket), "voicenote.failed", cancellationToken: Token));
        Assert.True(failure.IsUnreachable);
        socket.Listen();
        using var impatientSender = new WebhookTestSender(signature, TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<VocaFuseTimeoutException>(
            () => impatientSender.SendAsync(Address(socket), "voicenote.failed", cancellationToken: Token));
    }

    private static Uri Address(Socket socket) => new($"http://{socket.LocalEndPoint}/");
}
