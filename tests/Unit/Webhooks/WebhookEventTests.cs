using System.Text;
using Xunit;

namespace VocaFuse.Unit.Webhooks;

public sealed class WebhookEventTests
{
    [Fact]
    public void Reads_a_transcribed_note()
    {
        var read = Parse("""
            {"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é","status":"transcribed","duration":12.5,
            "created_at":1703001500,"completed_at":1703001590,"transcription":{"text":"Hello","confidence":0.98,"language":"en-US"}},"new":{"field":1}}
            """, "del_42");
        Assert.Equal("voicenote.transcribed", read.Event);
        Assert.Equal("voicenote.transcribed", read.RawEvent);
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
    public void Old_names_come_as_new_ones_and_the_raw_name_stays()
    {
        var read = Parse("""{"event":"recording.transcribed","timestamp":"2023-12-19T16:00:00Z","recording":{"id":"rec_1","user_id":"u","duration_seconds":"3","created_at":"2023-12-19T15:59:00","transcription":{"text":null,"words":null}}}""");
        Assert.Equal("voicenote.transcribed", read.Event);
        Assert.Equal("recording.transcribed", read.RawEvent);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001600).LocalDateTime, read.Timestamp);
        Assert.Equal("rec_1", read.VoiceNoteId);
        Assert.Equal("u", read.UserId);
        Assert.Equal(TimeSpan.FromSeconds(3), read.Duration);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703001540).LocalDateTime, read.CreatedAt);
        Assert.Equal("", read.Text);
        Assert.Empty(read.Transcription!.Words);
    }

    [Fact]
    public void An_account_event_is_about_no_note()
    {
        var read = Parse("""{"event":"account.low_balance_warning","timestamp":1703001600,"account":{"id":"t1","balance":12.5}}""");
        Assert.Null(read.VoiceNoteId);
        Assert.Null(read.Transcription);
        Assert.Equal(12.5, read.Account["balance"]);
        Assert.Equal("account.low_balance_warning", read.ToString());
    }

    [Fact]
    public void Fields_of_odd_types_are_read_as_well_as_can_be()
    {
        var read = Parse("""{"event":"voicenote.created","timestamp":{},"voicenote":{"id":7,"identity":null,"status":[],"duration":"long","transcription":"Hello","error":[1]},"account":null}""");
        Assert.Equal("7", read.VoiceNoteId);
        Assert.Null(read.Timestamp);
        Assert.Null(read.Duration);
        Assert.Null(read.Transcription);
        Assert.Null(read.ErrorCode);
        Assert.Empty(read.Account);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Equal("x.y", Parse("\uFEFF{\"event\":\"x.y\"}").Event);

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
    public void What_is_no_event_is_one_kind_of_error(string body)
    {
        var failure = Assert.Throws<VocaFuseFormatException>(() => Parse(body));
        Assert.Equal(VocaFuseResource.Webhook, failure.Resource);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_the_same_error() =>
        Assert.Throws<VocaFuseFormatException>(() => WebhookEvent.Parse([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]));

    private static WebhookEvent Parse(string body, string? deliveryId = null) => WebhookEvent.Parse(Encoding.UTF8.GetBytes(body), deliveryId);
}
