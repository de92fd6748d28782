using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Json;

/// <summary>Only the ID is required. Every other member may be missing, null, new, or of another type.</summary>
public sealed class TolerantReadingTests
{
    /// <summary>Values of unexpected types.</summary>
    private static readonly string[] UnexpectedValues =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e400", "9223372036854775808", "123456789012345678901234567890",
        "\"\"", "\" \"", "\"text\"", "\"NaN\"", "\"Infinity\"", "\"9999-99-99T99:99:99\"", "\"0001-01-01T00:00:00+14:00\"",
            "\"9999-12-31T23:59:59-14:00\"", "\"12\"", "\"1e400\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"",
        "[]", "[null]", "[1,\"two\",[3]]", "{}", "{\"a\":{\"b\":[null]}}", "[{}]", "[{\"word\":7,\"start_time\":\"x\"},7,null]",
    ];

    private static readonly string[] NoteFields =
    [
        "tenant_id", "user_id", "original_filename", "s3_key", "s3_bucket", "duration_seconds", "duration", "file_size_bytes", "file_size",
            "audio_format", "sample_rate",
        "channels", "bit_rate", "audio_codec", "status", "features", "client_ip", "user_agent", "upload_source", "custom_tags", "metadata",
            "created_at", "updated_at", "processed_at", "uri", "brand_new",
    ];

    private static readonly string[] TranscriptionFields = ["id", "voicenote_id", "recording_id", "confidence", "language", "words",
        "created_at", "brand_new"];

    private static readonly string[] AccountFields = ["tenant_id", "email", "status", "plan", "created_at", "updated_at", "usage",
        "settings", "uri", "brand_new"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_of_an_unexpected_type_is_not_an_error()
    {
        foreach (var value in UnexpectedValues)
        {
            foreach (var field in NoteFields)
            {
                Assert.Equal("vn_1", (await Reading($$"""{"id":"vn_1","{{field}}":{{value}}}""").GetVoiceNoteAsync("vn_1", Token)).Id);
            }

            foreach (var field in TranscriptionFields)
            {
                var transcription = await Reading($$"""{"text":"hello","{{field}}":{{value}}}""").GetTranscriptionAsync("vn_1", Token);
                Assert.Equal("hello", transcription.Text);
                Assert.NotNull(transcription.Words);
                Assert.NotEmpty(transcription.VoiceNoteId);
            }

            foreach (var field in AccountFields)
            {
                Assert.Equal("Example", (await Reading($$"""{"name":"Example","{{field}}":{{value}}}""").GetAccountAsync(Token)).Name);
            }

            foreach (var field in new[] { "voicenotes_count", "recordings_count", "total_duration_seconds", "storage_used_bytes" })
            {
                Assert.NotNull(
                    (await Reading($$$"""{"id":"t","usage":{"current_month":{"{{{field}}}":{{{value}}}},"previous_month":{{{value}}}}}""")
                        .GetAccountAsync(Token)).Usage!.CurrentMonth);
            }
        }
    }

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("\"12.5\"", 12.5)]
    [InlineData("\"12,5\"", 12.5)]
    [InlineData("\"0:12.5\"", 12.5)]
    [InlineData("0", 0.0)]
    [InlineData("\"twelve\"", null)]
    [InlineData("1e300", null)]
    [InlineData("true", null)]
    public async Task A_duration_is_a_number_of_seconds(string value, double? seconds) =>
        Assert.Equal(seconds, (await NoteAsync("duration_seconds", value)).Duration?.TotalSeconds);

    [Fact]
    public async Task A_duration_of_hundredths_is_exact_to_the_tick()
    {
        for (var hundredths = 0; hundredths < 2000; hundredths++)
        {
            var seconds = (hundredths / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(
                hundredths * TimeSpan.TicksPerMillisecond * 10, (await NoteAsync("duration_seconds", seconds)).Duration!.Value.Ticks);
        }
    }

    [Theory]
    [InlineData("\"2025-10-06T17:33:31\"", "2025-10-06T17:33:31.0000000Z")]
    [InlineData("\"2025-10-06T17:33:31Z\"", "2025-10-06T17:33:31.0000000Z")]
    [InlineData("\"2025-10-06T17:33:31.123456Z\"", "2025-10-06T17:33:31.1234560Z")]
    [InlineData("\"2025-10-06T19:33:31+02:00\"", "2025-10-06T17:33:31.0000000Z")]
    [InlineData("1703001600", "2023-12-19T16:00:00.0000000Z")]
    [InlineData("\"1703001600\"", "2023-12-19T16:00:00.0000000Z")]
    [InlineData("1703001600.25", "2023-12-19T16:00:00.2500000Z")]
    [InlineData("1703001600250", "2023-12-19T16:00:00.2500000Z")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("1e30", null)]
    [InlineData("{}", null)]
    public async Task A_time_is_read_in_every_form_and_as_UTC_without_a_zone(string value, string? time) =>
        Assert.Equal(
            time,
            (await NoteAsync("created_at", value)).CreatedAt?.ToUniversalTime()
                .ToString("o", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("48000", 48000)]
    [InlineData("\"48000\"", 48000)]
    [InlineData("48000.9", 48000)]
    [InlineData("3000000000", null)]
    [InlineData("\"48 kHz\"", null)]
    public async Task A_whole_number_out_of_range_is_null(string value, int? number) =>
        Assert.Equal(number, (await NoteAsync("sample_rate", value)).SampleRate);

    [Theory]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("\"25000000\"", 25000000L)]
    [InlineData("1e19", null)]
    public async Task A_size_is_exact(string value, long? number) =>
        Assert.Equal(number, (await NoteAsync("file_size_bytes", value)).FileSize);

    [Theory]
    [InlineData("\"done\"", "done")]
    [InlineData("7", "7")]
    [InlineData("true", "true")]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("null", null)]
    public async Task Any_value_is_read_as_text(string value, string? text) =>
        Assert.Equal(text, (await NoteAsync("status", value)).Status);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("1", true)]
    [InlineData("\"0\"", false)]
    [InlineData("2", null)]
    [InlineData("\"yes\"", null)]
    public async Task A_Boolean_has_several_forms(string value, bool? expected) =>
        Assert.Equal(
            expected,
            (await Reading($$$"""{"id":"t","settings":{"notifications_enabled":{{{value}}}}}""").GetAccountAsync(Token))
                .Settings!.NotificationsEnabled);

    [Theory]
    [InlineData("\"transcribed\"", true)]
    [InlineData("\"Completed\"", true)]
    [InlineData("\"processing\"", false)]
    [InlineData("null", false)]
    public async Task A_note_is_transcribed_in_either_status(string value, bool expected) =>
        Assert.Equal(expected, (await NoteAsync("status", value)).IsTranscribed);

    [Fact]
    public async Task Durations_have_a_property_in_seconds()
    {
        Assert.Equal(12.87, (await NoteAsync("duration_seconds", "12.87")).DurationSeconds);
        Assert.Null((await NoteAsync("duration_seconds", "null")).DurationSeconds);
        var word = (
            await Reading("""{"text":"a","words":[{"word":"a","start_time":4.161,"end_time":"5.2"}]}""")
                .GetTranscriptionAsync("vn_1", Token)).Words[0];
        Assert.Equal((4.161, 5.2), (word.StartSeconds, word.EndSeconds));
    }

    [Fact]
    public async Task Usage_is_read_by_month_or_as_totals()
    {
        const string Totals = """{"tenant_id":"t","usage":{"voicenotes_count":25,"total_duration":1250.5,"api_calls_count":150}}""";
        var totals = await Reading(Totals).GetAccountAsync(Token);
        Assert.Equal(("t", "t"), (totals.Id, totals.TenantId));
        Assert.Equal((25L, 1250.5, 150L), (totals.Usage!.VoiceNoteCount, totals.Usage.TotalDurationSeconds, totals.Usage.ApiCallCount));
        Assert.Equal("25 notes, 20.8 min, 150 API calls", totals.Usage.ToString());

        const string Months = """{"id":"a","tenant_id":"t","usage":{"current_month":{"recordings_count":7,"total_duration_seconds":658},"previous_month":{"voicenotes_count":3}}}""";
        var months = await Reading(Months).GetAccountAsync(Token);
        Assert.Equal(("a", "t"), (months.Id, months.TenantId));
        Assert.Equal(
            (7L, 658.0, 3L),
            (months.Usage!.CurrentMonth!.VoiceNoteCount, months.Usage.CurrentMonth.TotalDurationSeconds,
                months.Usage.PreviousMonth!.VoiceNoteCount));
        Assert.Null(months.Usage.VoiceNoteCount);
    }

    [Fact]
    public async Task The_preferred_name_is_used_in_any_order()
    {
        var note = await Reading(
            """{"id":"vn_1","duration":1,"duration_seconds":2,"file_size_bytes":3,"file_size":4,"metadata":{"from":"metadata"},"custom_tags":{"from":"tags"}}""").GetVoiceNoteAsync("vn_1", Token);

        Assert.Equal(TimeSpan.FromSeconds(2), note.Duration);
        Assert.Equal(3, note.FileSize);
        Assert.Equal("tags", note.CustomTags!["from"]);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""[1]""")]
    [InlineData("null")]
    public async Task A_word_without_text_is_empty(string word) => Assert.Equal(
        ["", "b"],
        (await Reading($$$"""{"text":"b","words":[{"word":{{{word}}},"start_time":0},{"word":"b"}]}""").GetTranscriptionAsync("vn_1", Token))
            .Words.Select(entry => entry.Word));

    [Fact]
    public async Task A_single_word_outside_an_array_is_read() => Assert.Equal(
        "a", Assert.Single((await Reading("""{"text":"a","words":{"word":"a"}}""").GetTranscriptionAsync("vn_1", Token)).Words).Word);

    [Fact]
    public async Task Entries_that_are_not_words_are_ignored()
    {
        var transcription = await Reading(
            """{"text":"a b","words":[{"word":"a","start_time":0,"end_time":"0.5"},null,7,{"word":"b","start_time":null}]}""")
                .GetTranscriptionAsync("vn_1", Token);

        Assert.Equal(["a", "b"], transcription.Words.Select(word => word.Word));
        Assert.Equal(TimeSpan.FromSeconds(0.5), transcription.Words[0].EndTime);
        Assert.Null(transcription.Words[1].StartTime);
    }

    private static Task<VoiceNote> NoteAsync(string field, string value) =>
        Reading($$"""{"id":"vn_1","{{field}}":{{value}}}""").GetVoiceNoteAsync("vn_1", Token);

    private static VocaFuseClient Reading(string body) => Clients.Scripted(new ScriptedHandler(Ok(body)));
}
