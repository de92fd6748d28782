using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace VocaFuse.Unit.Export;

public sealed class TranscriptionFileNameTests
{
    private static readonly string[] Awkward =
    [
        "..", ".", "...", "/", "\\", "/etc/passwd", "..\\..\\x", "C:\\x", "c:", "a/../b", "CON", "con",
        "Nul.txt", "COM1", "LPT¹", "aux .x", "name.", "name ", " name", "~",
        "a\0b", "a\nb", "\u202Egnp.exe", "a*b?", "x|y", "<>", "\uD83D", "\uFFFE", "e\u0301", new('a', 300), new('漢', 100), "stream:data",
    ];

    private static readonly Arbitrary<string> Ids = Gen.OneOf(
        Gen.Elements(Awkward),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(Awkward).Two().Select(two => two.Item1 + two.Item2)).ToArbitrary();

    [Theory]
    [InlineData("{VoiceNoteId}", "vn_1.srt")]
    [InlineData("{voicenoteid}.{LANGUAGE}", "vn_1.de.srt")]
    [InlineData("{Id}", "tr_1.srt")]
    [InlineData("{CreatedAt:yyyy-MM-dd} {VoiceNoteId}", "2025-10-06 vn_1.srt")]
    [InlineData("{CreatedAt:HH:mm}", "17_33.srt")]
    [InlineData("{UserId} {OriginalFilename}", "user_42 Meeting 1.2.srt")]
    [InlineData("{RecordedAt:yyyy-MM-dd HHmm} {voicenoteid}", "2025-10-06 1700 vn_1.srt")]
    [InlineData("{CreatedAt}", "2025-10-06T173331Z.srt")]
    [InlineData("call {Language}.SRT", "call de.srt")]
    [InlineData("fixed", "fixed.srt")]
    public void Placeholders_are_replaced_by_values_of_the_transcription_and_the_voice_note(string pattern, string name) => Assert.Equal(
        name,
        new TranscriptionFileName(pattern).For(
            Transcription.Create(
                "vn_1", "", id: "tr_1", language: "de", createdAt: new DateTime(2025, 10, 6, 17, 33, 31, DateTimeKind.Utc).ToLocalTime(),
                voiceNote: VoiceNote.Create(
                    "vn_1", "user_42", "Meeting 1.2.M4A", createdAt: new DateTime(2025, 10, 6, 17, 0, 0, DateTimeKind.Utc))),
            TranscriptionFormat.Srt));

    [Theory]
    [InlineData("{VoiceNoteId}", false, "vn_1.txt")]
    [InlineData("{UserId}", false, null)]
    [InlineData("{UserId}", true, "user_42.txt")]
    [InlineData("{UserId} {Language}", true, null)]
    public void The_name_for_a_voice_note_is_null_without_a_value_it_needs(string pattern, bool isKnown, string? name) => Assert.Equal(
        name,
        new TranscriptionFileName(pattern).ForVoiceNote(
            "vn_1", isKnown ? VoiceNote.Create("vn_1", "user_42") : null, TranscriptionFormat.Text));

    [Fact]
    public void User_ids_with_different_invalid_characters_get_different_names()
    {
        var names = new TranscriptionFileName("{UserId}");
        string Of(string user) =>
            names.For(Transcription.Create("vn_1", "", voiceNote: VoiceNote.Create("vn_1", user)), TranscriptionFormat.Text);

        Assert.NotEqual(Of("a/b"), Of("a:b"));
    }

    [Fact]
    public void A_missing_value_becomes_unknown() =>
        Assert.Equal(
            "unknown unknown unknown unknown.txt",
            new TranscriptionFileName("{Id} {Language} {CreatedAt} {UserId}")
                .For(Transcription.Create("vn_1", ""), TranscriptionFormat.Text));

    [Theory]
    [InlineData("{Text}")]
    [InlineData("{VoiceNoteId")]
    [InlineData("VoiceNoteId}")]
    [InlineData("{Language:x}")]
    [InlineData("a/{VoiceNoteId}")]
    [InlineData("..\\{VoiceNoteId}")]
    [InlineData("{CreatedAt:%}")]
    public void An_invalid_pattern_throws_and_is_in_the_message(string pattern) =>
        Assert.StartsWith(
            $"'{pattern}'", Assert.Throws<FormatException>(() => new TranscriptionFileName(pattern)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{VoiceNoteId}", "vn_1")]
    [InlineData("{VoiceNoteId}.{Language}", "vn_1")]
    [InlineData("{CreatedAt:yyyy-MM-dd}-{VoiceNoteId}", "41fc06be-46d2-4b33-bc67-20c9773d0266")]
    [InlineData("{CreatedAt} {Language} {VoiceNoteId}", "vn_1")]
    [InlineData("call {VoiceNoteId} ({Id})", "vn (1)")]
    [InlineData("{CreatedAt:MMMM} {VoiceNoteId}", "a/b")]
    public void The_id_of_the_voice_note_is_found_in_a_name(string pattern, string id)
    {
        var names = new TranscriptionFileName(pattern);
        var call = Transcription.Create(id, "", id: "tr_1", language: "de", createdAt: DateTime.UnixEpoch);
        var name = names.For(call, TranscriptionFormat.Vtt);

        Assert.Equal(TranscriptionFileName.NameOfId(id), names.FindVoiceNoteId(Path.GetFileNameWithoutExtension(name)));
        Assert.Equal(pattern == "{VoiceNoteId}" ? name : null, names.ForVoiceNote(id, null, TranscriptionFormat.Vtt));
        Assert.Null(names.FindVoiceNoteId(""));
    }

    [Fact]
    public void No_id_names_a_file_outside_the_folder_or_a_device() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true),
        Prop.ForAll(Ids, id =>
        {
            var name = new TranscriptionFileName("{VoiceNoteId}").For(Transcription.Create(id, ""), TranscriptionFormat.Srt);

            Assert.EndsWith(".srt", name, StringComparison.Ordinal);
            Assert.DoesNotContain(name, character =>
                "/\\:*?\"<>|".Contains(character, StringComparison.Ordinal)
                || char.IsControl(character)
                || character is >= '\u202A' and <= '\u202E');
            Assert.NotInRange(name[0], '.', '.');
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 5, 255);
            Assert.DoesNotMatch(@"(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", name);
            var folder = Path.GetFullPath("folder");
            Assert.Equal(folder, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, name))));
        }));

    [Theory]
    [InlineData("a/b", "a:b")]
    [InlineData("a/b", "a_b")]
    [InlineData("CON", "_CON")]
    [InlineData("x.", "x")]
    public void Two_ids_that_differ_only_in_invalid_characters_get_different_names(string one, string other)
    {
        var names = new TranscriptionFileName("{VoiceNoteId}");

        Assert.NotEqual(
            names.For(Transcription.Create(one, ""), TranscriptionFormat.Text),
            names.For(Transcription.Create(other, ""), TranscriptionFormat.Text));
    }

    [Fact]
    public void Two_long_ids_with_the_same_start_get_different_names()
    {
        var names = new TranscriptionFileName("{VoiceNoteId}");

        Assert.NotEqual(
            names.For(Transcription.Create(new string('a', 300) + "1", ""), TranscriptionFormat.Text),
            names.For(Transcription.Create(new string('a', 300) + "2", ""), TranscriptionFormat.Text));
    }
}
