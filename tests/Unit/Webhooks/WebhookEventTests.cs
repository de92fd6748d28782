using System.Text;
using Xunit;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookEventTests
{
    [Fact]
    public void Reads_a_transcribed_note()
    {
        var read = Parse("""
            {"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é",
            "status":"transcribed","duration":12.5,"created_at":1703001500,"completed_at":1703001590,
            "transcription":{"text":"Hello","confidence":0.98,"language":"en-US"}},"new":{"field":1}}
            """, "del_42");
        Assert.Equal("voicenote.transcribed", read.Event);
        Assert.Equal(WebhookEventKind.Transcribed, read.Kind);
        Assert.Equal("del_42", read.DeliveryId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001600).LocalDateTime, read.Timestamp);
        Assert.Equal("rec_1", read.VoiceNoteId);
        Assert.Equal("user_é", read.UserId);
        Assert.Equal("transcribed", read.Status);
        Assert.Equal(TimeSpan.FromSeconds(12.5), read.Duration);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001500).LocalDateTime, read.CreatedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001590).LocalDateTime, read.CompletedAt);
        Assert.Equal(("Hello", 0.98, "en-US"), (read.Text, read.Confidence, read.Language));
        Assert.Equal("rec_1", read.Transcription!.VoiceNoteId);
        Assert.Empty(read.Transcription.Words);
        Assert.Equal((null, null), (read.ErrorCode, read.ErrorMessage));
        Assert.Equal("voicenote.transcribed rec_1", read.ToString());
    }

    [Theory]
    [InlineData("""{"event":"voicenote.failed","voicenote":{"id":"n","error":{"code":"TRANSCRIPTION_FAILED","message":"No speech"}}}""")]
    [InlineData("""{"event":"voicenote.failed","voicenote":{"id":"n"},"error":{"code":"TRANSCRIPTION_FAILED","message":"No speech"}}""")]
    public void Reads_why_a_note_failed(string body)
    {
        var read = Parse(body);
        Assert.Equal(("TRANSCRIPTION_FAILED", "No speech"), (read.ErrorCode, read.ErrorMessage));
        Assert.Null(read.Transcription);
        Assert.Null(read.Text);
    }

    [Fact]
    public void Reads_the_other_family_of_names()
    {
        var read = Parse(
            """{"event":"recording.transcribed","timestamp":"2023-12-19T16:00:00Z","recording":{"id":"rec_1","user_id":"u","duration_seconds":"3","created_at":"2023-12-19T15:59:00","transcription":{"text":null,"words":null}}}""");
        Assert.Equal("recording.transcribed", read.Event);
        Assert.Equal(WebhookEventKind.Transcribed, read.Kind);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001600).LocalDateTime, read.Timestamp);
        Assert.Equal("rec_1", read.VoiceNoteId);
        Assert.Equal("u", read.UserId);
        Assert.Equal(TimeSpan.FromSeconds(3), read.Duration);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001540).LocalDateTime, read.CreatedAt);
        Assert.Equal("", read.Text);
        Assert.Empty(read.Transcription!.Words);
    }

    [Fact]
    public void An_account_event_has_no_voice_note()
    {
        var read = Parse("""{"event":"account.low_balance_warning","timestamp":1703001600,"account":{"id":"t1","balance":12.5}}""");
        Assert.Null(read.VoiceNoteId);
        Assert.Null(read.Transcription);
        Assert.Equal(12.5, read.Account["balance"]);
        Assert.Equal("account.low_balance_warning", read.ToString());
    }

    [Theory]
    [InlineData("""{"event":"voicenote.transcribed","data":{"id":"vn_1","transcription":{"text":"Hello"}}}""")]
    [InlineData("""{"event":"recording.completed","data":{"recording_id":"vn_1","id":"tr_1","transcription":{"text":"Hello"}}}""")]
    [InlineData("""{"event":"voicenote.completed","data":{"voicenote":{"id":"vn_1"},"transcription":{"text":"Hello"}}}""")]
    [InlineData("""{"event":"recording.transcribed","data":null,"voicenote":{"id":"vn_1"},"transcription":{"text":"Hello"}}""")]
    public void Finds_the_voice_note_in_any_member(string body)
    {
        var read = Parse(body);
        Assert.Equal((WebhookEventKind.Transcribed, "vn_1", "Hello"), (read.Kind, read.VoiceNoteId, read.Text));
        Assert.Equal("vn_1", read.Transcription!.VoiceNoteId);
    }

    [Theory]
    [InlineData("voicenote.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("recording.transcribed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.completed", WebhookEventKind.Transcribed)]
    [InlineData("Recording.Completed", WebhookEventKind.Transcribed)]
    [InlineData("voicenote.failed", WebhookEventKind.Failed)]
    [InlineData("recording.failed", WebhookEventKind.Failed)]
    [InlineData("voicenote.created", WebhookEventKind.Created)]
    [InlineData("recording.deleted", WebhookEventKind.Deleted)]
    [InlineData("account.insufficient_balance", WebhookEventKind.Account)]
    [InlineData("account.anything.new", WebhookEventKind.Account)]
    [InlineData("voicenote.archived", WebhookEventKind.Unknown)]
    [InlineData("transcribed", WebhookEventKind.Unknown)]
    [InlineData("order.failed", WebhookEventKind.Unknown)]
    public void The_kind_is_the_same_for_all_names_and_the_name_is_unchanged(string name, WebhookEventKind kind)
    {
        var read = Parse($$"""{"event":"{{name}}"}""");
        Assert.Equal((name, kind), (read.Event, read.Kind));
    }

    [Theory]
    [InlineData(
        """{"event":"account.insufficient_balance","account":{"tenant_id":"t1","available_balance":0.5},"trigger":{"operation":"transcribe","breakdown":{"minutes":3}}}""")]
    [InlineData(
        """{"event":"account.insufficient_balance","data":{"account":{"tenant_id":"t1","available_balance":0.5},"trigger":{"operation":"transcribe","breakdown":{"minutes":3}}}}""")]
    [InlineData(
        """{"event":"account.insufficient_balance","data":{"id":"t1","tenant_id":"t1","available_balance":0.5},"trigger":{"operation":"transcribe","breakdown":{"minutes":3}}}""")]
    public void Reads_the_account_and_the_trigger_of_a_balance_event(string body)
    {
        var read = Parse(body);
        Assert.Null(read.VoiceNoteId);
        Assert.Equal(("t1", 0.5), (read.Account["tenant_id"], read.Account["available_balance"]));
        Assert.Equal("transcribe", read.Trigger["operation"]);
        Assert.Equal(3L, Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(read.Trigger["breakdown"])["minutes"]);
    }

    [Fact]
    public void Keeps_the_body_and_every_field()
    {
        const string Body = """{"event":"voicenote.created","new":{"field":[1,"two"]},"voicenote":{"id":"vn_1","speaker":"é","custom_tags":{"team":"support"}}} """;
        var read = Parse(Body);
        Assert.Equal(Body, read.RawBody);
        Assert.Equal("support", read.CustomTags!["team"]);
        Assert.Equal(["event", "new", "voicenote"], read.Payload.Keys);
        var member = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(read.Payload["new"])["field"];
        Assert.Equal([1L, "two"], Assert.IsAssignableFrom<IReadOnlyList<object>>(member));
        Assert.Equal("é", Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(read.Payload["voicenote"])["speaker"]);
    }

    [Theory]
    [InlineData("""{"event":"voicenote.failed","voicenote":{"id":"vn_1","custom_tags":{"team":"support"},"metadata":{"team":"other"}}}""")]
    [InlineData("""{"event":"recording.failed","recording":{"id":"vn_1","metadata":{"team":"support"}}}""")]
    [InlineData("""{"event":"voicenote.failed","data":{"id":"vn_1","custom_tags":{"team":"support"}}}""")]
    [InlineData("""{"event":"voicenote.failed","data":{"recording":{"id":"vn_1","metadata":{"team":"support"}}}}""")]
    public void Tags_are_read_from_the_voice_note(string body) => Assert.Equal("support", Parse(body).CustomTags!["team"]);

    [Fact]
    public void Fields_of_unexpected_types_are_not_an_error()
    {
        var read = Parse(
            """{"event":"voicenote.created","timestamp":{},"voicenote":{"id":7,"identity":null,"status":[],"duration":"long","transcription":"Hello","error":[1]},"account":null}""");
        Assert.Equal("7", read.VoiceNoteId);
        Assert.Null(read.Timestamp);
        Assert.Null(read.Duration);
        Assert.Null(read.Transcription);
        Assert.Null(read.ErrorCode);
        Assert.Empty(read.Account);
    }

    [Fact]
    public void A_byte_order_mark_is_ignored() => Assert.Equal("x.y", Parse("\uFEFF{\"event\":\"x.y\"}").Event);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"voicenote.created\"")]
    [InlineData("{}")]
    [InlineData("""{"event":null}""")]
    [InlineData("""{"event":" "}""")]
    [InlineData("""{"event":"voicenote.created"}{}""")]
    [InlineData("""{"event":"\ud800"}""")]
    [InlineData("""{"event":"voicenote.created","voicenote":{""")]
    public void A_body_that_is_not_an_event_is_an_error(string body)
    {
        var failure = Assert.Throws<VocaFuseFormatException>(() => Parse(body));
        Assert.Equal(VocaFuseResource.Webhook, failure.Resource);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error() =>
        Assert.Throws<VocaFuseFormatException>(() => WebhookEvent.Parse([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]));

    private static WebhookEvent Parse(string body, string? deliveryId = null) =>
        WebhookEvent.Parse(Encoding.UTF8.GetBytes(body), deliveryId);
}
