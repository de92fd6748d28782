using System.Text;
using System.Text.Json;
using VocaFuse.Unit.Support;
using Xunit;

namespace VocaFuse.Unit.Export;

public sealed class TranscriptionWriterTests
{
    private static readonly Transcription Call = Transcription.Create(
        "vn_1", "Grüße, \"Ada\"\n=1+1",
        [TranscriptionWord.Create("Grüße,", TimeSpan.Zero, TimeSpan.FromSeconds(0.3), 0.9), TranscriptionWord.Create("Ada")],
        "tr_1", "de", 0.875, new DateTimeOffset(2025, 10, 6, 17, 33, 31, TimeSpan.Zero).LocalDateTime);

    private static readonly Transcription CallWithNote = Call.WithVoiceNote(VoiceNote.Create(
        "vn_1", "user_42", "=call.webm", duration: TimeSpan.FromTicks(128_700_000),
        createdAt: new DateTimeOffset(2025, 10, 6, 17, 0, 0, TimeSpan.Zero).LocalDateTime));

    [Fact]
    public void Text_ends_with_a_line_feed() => Assert.Equal("Grüße, \"Ada\"\n=1+1\n", Written(TranscriptionFormat.Text, Call));

    [Theory]
    [InlineData(TranscriptionFormat.Text)]
    [InlineData(TranscriptionFormat.Srt)]
    [InlineData(TranscriptionFormat.Vtt)]
    [InlineData(TranscriptionFormat.Json)]
    [InlineData(TranscriptionFormat.Csv)]
    public void Files_are_UTF8_without_a_byte_order_mark(TranscriptionFormat format)
    {
        var bytes = Bytes(format, Call);

        Assert.NotEqual(0xEF, bytes[0]);
        Assert.Contains("Grüße", new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), StringComparison.Ordinal);
        Assert.EndsWith("\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_form_of_the_service()
    {
        var line = Written(TranscriptionFormat.Json, Call);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        using var client = Clients.Scripted(new ScriptedHandler(ScriptedHandler.Ok(line)));

        var read = await client.GetTranscriptionAsync("vn_1", TestContext.Current.CancellationToken);

        Assert.Equal(
            (Call.Id, Call.VoiceNoteId, Call.Text, Call.Language, Call.Confidence, Call.CreatedAt),
            (read.Id, read.VoiceNoteId, read.Text, read.Language, read.Confidence, read.CreatedAt));
        Assert.Equal(
            Call.Words.Select(word => (word.Word, word.StartTime, word.EndTime, word.Confidence)),
            read.Words.Select(word => (word.Word, word.StartTime, word.EndTime, word.Confidence)));
    }

    [Theory]
    [InlineData(TranscriptionFormat.Text, "one\n\n---\n\ntwo\n")]
    [InlineData(TranscriptionFormat.Markdown, "# a\n\n- Voice note: a\n\none\n\n# b\n\n- Voice note: b\n\ntwo\n")]
    public void Several_transcriptions_in_one_file_are_separated(TranscriptionFormat format, string expected) =>
        Assert.Equal(expected, Written(format, Transcription.Create("a", "one"), Transcription.Create("b", "two")));

    [Theory]
    [InlineData("<b>bold</b>", "‹b›bold‹/b›")]
    [InlineData("{\\an8}up", "(\\an8)up")]
    [InlineData("a<b <c> d>", "a‹b ‹c› d›")]
    [InlineData("> a < b", "> a < b")]
    public void SubRip_formatting_in_text_is_replaced(string text, string expected) => Assert.EndsWith(
        $"\n{expected}\n",
        Written(
            TranscriptionFormat.Srt,
            Transcription.Create("vn_1", text, [TranscriptionWord.Create(text, TimeSpan.Zero, TimeSpan.FromSeconds(2))])),
        StringComparison.Ordinal);

    [Fact]
    public void Json_escapes_only_what_it_must() => Assert.Contains(
        "\"text\":\"\\\"🎉\\\" é \\\\ \\n\\u0001 \uFFFD\"",
        Written(TranscriptionFormat.Json, Transcription.Create("vn_1", "\"🎉\" é \\ \n\u0001 \uD83D")),
        StringComparison.Ordinal);

    [Fact]
    public void JsonLines_has_a_line_for_each_transcription()
    {
        var lines = Written(TranscriptionFormat.JsonLines, Call, Call).TrimEnd('\n').Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Csv_has_one_header_quoted_cells_and_CRLF() => Assert.Equal(
        "\"VoiceNoteId\",\"Id\",\"UserId\",\"OriginalFilename\",\"RecordedAt\",\"DurationSeconds\","
        + "\"Language\",\"Confidence\",\"CreatedAt\",\"Text\"\r\n"
        + "\"vn_1\",\"tr_1\",\"user_42\",\"'=call.webm\",\"2025-10-06T17:00:00Z\",\"12.87\","
        + "\"de\",\"0.875\",\"2025-10-06T17:33:31Z\",\"Grüße, \"\"Ada\"\"\n=1+1\"\r\n"
        + "\"vn_2\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n",
        Written(TranscriptionFormat.Csv, CallWithNote, Transcription.Create("vn_2", "")));

    [Fact]
    public void Json_contains_the_voice_note_if_the_transcription_has_one()
    {
        Assert.DoesNotContain("voicenote\":", Written(TranscriptionFormat.Json, Call), StringComparison.Ordinal);
        Assert.EndsWith(
            "\"voicenote\":{\"id\":\"vn_1\",\"user_id\":\"user_42\",\"original_filename\":\"=call.webm\","
            + "\"duration_seconds\":12.87,\"created_at\":\"2025-10-06T17:00:00Z\"}}\n",
            Written(TranscriptionFormat.Json, CallWithNote),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public void Csv_turns_formulas_into_text(string text)
    {
        var row = Written(TranscriptionFormat.Csv, Transcription.Create(text, text));

        var cell = "\"'" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        Assert.Contains($"\r\n{cell},", row, StringComparison.Ordinal);
        Assert.EndsWith($",{cell}\r\n", row, StringComparison.Ordinal);
    }

    [Fact]
    public void SubRip_cues_have_numbers_and_times_with_commas() => Assert.Equal(
        "1\n01:02:03,400 --> 01:02:04,400\nso -→ it ‹is›\n\n2\n01:02:08,000 --> 01:02:09,500\nR&D\n",
        Written(TranscriptionFormat.Srt, Hour()));

    [Fact]
    public void WebVTT_has_a_header_times_with_dots_and_escaped_text() => Assert.Equal(
        "WEBVTT\n\n01:02:03.400 --> 01:02:04.400\nso ---&gt; it &lt;is&gt;\n\n01:02:08.000 --> 01:02:09.500\nR&amp;D\n",
        Written(TranscriptionFormat.Vtt, Hour()));

    [Theory]
    [InlineData(TranscriptionFormat.Srt, "")]
    [InlineData(TranscriptionFormat.Vtt, "WEBVTT\n")]
    public void Captions_of_an_empty_transcription_have_no_cues(TranscriptionFormat format, string expected) =>
        Assert.Equal(expected, Written(format, Transcription.Create("vn_1", "")));

    [Fact]
    public void Captions_without_word_times_throw()
    {
        var call = Transcription.Create("vn_7", "Hello");
        var failure = Assert.Throws<VocaFuseCaptionException>(() => Written(TranscriptionFormat.Srt, call));

        Assert.Contains("vn_7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_transcription_throws_in_formats_for_one() => Assert.All(
        [TranscriptionFormat.Vtt, TranscriptionFormat.Srt, TranscriptionFormat.Json],
        format => Assert.Throws<InvalidOperationException>(() => Written(format, Hour(), Hour())));

    private static Transcription Hour()
    {
        var start = new TimeSpan(0, 1, 2, 3, 400);
        return Transcription.Create("vn_1", "", [
            TranscriptionWord.Create("so", start, start + TimeSpan.FromSeconds(0.1)),
            TranscriptionWord.Create("--->", start + TimeSpan.FromSeconds(0.1), start + TimeSpan.FromSeconds(0.2)),
            TranscriptionWord.Create("it", start + TimeSpan.FromSeconds(0.2), start + TimeSpan.FromSeconds(0.3)),
            TranscriptionWord.Create("<is>", start + TimeSpan.FromSeconds(0.3), start + TimeSpan.FromSeconds(0.4)),
            TranscriptionWord.Create("R&D", new TimeSpan(1, 2, 8), new TimeSpan(0, 1, 2, 9, 500)),
        ]);
    }

    private static string Written(TranscriptionFormat format, params Transcription[] transcriptions) =>
        Encoding.UTF8.GetString(Bytes(format, transcriptions));

    private static byte[] Bytes(TranscriptionFormat format, params Transcription[] transcriptions)
    {
        using var stream = new MemoryStream();
        using (var writer = new TranscriptionWriter(stream, format))
        {
            foreach (var transcription in transcriptions)
            {
                writer.Write(transcription);
            }
        }

        return stream.ToArray();
    }
}
