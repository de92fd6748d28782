using System.Globalization;
using System.Text;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookDeliveryTests
{
    private static readonly DateTime ReceivedAt = new(2026, 11, 26, 5, 30, 12, 345, DateTimeKind.Utc);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<byte[], string> Bodies => new()
    {
        { Encoding.UTF8.GetBytes("""{ "event": "voicenote.transcribed",  "text": "é 語 😀 \u00e9 \\ \"", "n": 1.0 }"""), "body" },
        { "\uFEFF{}\r\n\t\0"u8.ToArray(), "body" },
        { [], "body" },
        { [0x7B, 0xFF, 0xFE, 0x7D], "body_base64" },
        { [0xED, 0xA0, 0x80], "body_base64" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Each_body_is_kept_unchanged(byte[] body, string member)
    {
        var kept = Delivery(body, ("X-VocaFuse-Delivery-ID", "del_1"), ("content-type", "application/json")).ToJson();
        Assert.Contains($"\"{member}\"", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);

        var read = WebhookDelivery.Parse(kept);
        Assert.Equal(body, read.Body.ToArray());
        Assert.Equal(("del_1", ReceivedAt), (read.DeliveryId, read.ReceivedAt.ToUniversalTime()));
        Assert.Equal("application/json", read.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("del_1", "2026-11-26T053012.3450000Z del_1.json")]
    [InlineData("", "2026-11-26T053012.3450000Z 44136FA355B3678A.json")]
    public void The_file_name_contains_the_time_and_the_ID(string id, string expected) =>
        Assert.Equal(expected, Delivery("{}"u8.ToArray(), ("X-VocaFuse-Delivery-ID", id)).FileName);

    [Fact]
    public void IDs_with_different_invalid_characters_get_different_safe_file_names()
    {
        var slash = Delivery([], ("X-VocaFuse-Delivery-ID", "../a")).FileName;
        var colon = Delivery([], ("X-VocaFuse-Delivery-ID", "..:a")).FileName;
        Assert.Equal(slash, Path.GetFileName(slash));
        Assert.NotEqual(slash, colon);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"received_at":"2026-11-26T05:30:12Z","headers":{}}""")]
    [InlineData("""{"received_at":"2026-11-26T05:30:12Z","body":"{}"}""")]
    [InlineData("""{"headers":{},"body":"{}"}""")]
    [InlineData("""{"received_at":"2026-11-26T05:30:12Z","headers":{},"body_base64":"?"}""")]
    [InlineData("""{"received_at":"2026-11-26T05:30:12Z","headers":{},"body":{}}""")]
    public void Parsing_another_document_throws(string document) =>
        Assert.Throws<VocaFuseFormatException>(() => WebhookDelivery.Parse(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public async Task A_received_delivery_has_headers_and_body_but_no_credentials()
    {
        using var receiver = new WebhookReceiverFixture();
        var body = Encoding.UTF8.GetBytes("""{"event" : "recording.completed", "id": "é"}""");
        var request = receiver.Signed(body, "del_1");
        request.Content!.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.Add("Authorization", "Basic dXNlcjpwYXNz");
        request.Headers.Add("Cookie", "session=1");
        request.Headers.Add("CF-Access-Client-Secret", "proxy");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1, whsec_listener");
        var response = receiver.SendAsync(request);
        var received = await receiver.NextAsync();
        received.Accept();
        await response;

        var headers = received.Delivery.Headers;
        Assert.Equal(body, received.Delivery.Body.ToArray());
        Assert.Equal("application/json; charset=utf-8", headers["content-type"]);
        Assert.Equal(("***", "***", "***"), (headers["Authorization"], headers["Cookie"], headers["CF-Access-Client-Secret"]));
        Assert.Equal("192.0.2.1, ***", headers["X-Forwarded-For"]);
        Assert.Equal(request.Headers.GetValues(WebhookSignature.SignatureHeader).Single(), headers[WebhookSignature.SignatureHeader]);
        Assert.DoesNotContain("whsec_listener", Encoding.UTF8.GetString(received.Delivery.ToJson()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "del_é")]
    [InlineData(true, true, null)]
    [InlineData(false, false, "del_é")]
    public async Task A_kept_delivery_is_sent_with_a_new_signature_of_its_form(bool hasTimestamp, bool hasNewId, string? expectedId)
    {
        var body = Encoding.UTF8.GetBytes(WebhookReceiverFixture.Body("rec_1"));
        var old = DateTimeOffset.UtcNow.AddDays(-30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (string, string)[] headers =
            [("X-VocaFuse-Delivery-ID", "del_é"), ("X-VocaFuse-Timestamp", hasTimestamp ? old : ""), ("Content-Type", "text/x")];
        var delivery = WebhookDelivery.Parse(Delivery(body, headers).ToJson());
        using var receiver = new WebhookReceiverFixture();
        using var sender = new WebhookTestSender(receiver.Signature, TimeSpan.FromSeconds(20));
        var sending = sender.SendAsync(new Uri($"http://127.0.0.1:{receiver.Port}/"), delivery, hasNewId, Token);
        var received = await receiver.NextAsync();
        received.Accept();
        var result = await sending;

        Assert.Equal(body, received.Delivery.Body.ToArray());
        Assert.Equal("text/x", received.Delivery.Headers["Content-Type"]);
        Assert.Equal(hasTimestamp, received.Delivery.Headers.ContainsKey("X-VocaFuse-Timestamp"));
        Assert.Equal(expectedId ?? result.DeliveryId, received.Event.DeliveryId);
        Assert.Equal(hasNewId, result.DeliveryId != "del_é");
        Assert.Equal((200, "voicenote.transcribed", "rec_1"), (result.StatusCode, result.Event, result.VoiceNoteId));
    }

    [Fact]
    public async Task A_kept_delivery_without_an_event_is_not_sent()
    {
        using var signature = new WebhookSignature("whsec");
        using var sender = new WebhookTestSender(signature, TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<VocaFuseFormatException>(
            () => sender.SendAsync(new Uri("http://127.0.0.1:1/"), Delivery("[]"u8.ToArray()), cancellationToken: Token));
    }

    private static WebhookDelivery Delivery(byte[] body, params (string Name, string Value)[] headers) =>
        new(ReceivedAt.ToLocalTime(), headers.ToDictionary(static header => header.Name, static header => header.Value), body);
}
