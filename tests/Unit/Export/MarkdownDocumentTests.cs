using VocaFuse.Export;

namespace VocaFuse.Unit.Export;

public sealed class MarkdownDocumentTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_document_has_a_title_a_list_of_properties_and_paragraphs_with_times() => Assert.Equal(
        """
        # call.webm

        - Voice note: vn\_1
        - User: user\_42
        - Date: 2025-10-06 17:33 UTC
        - Length: 1:02:05
        - Language: en

        **0:01** Hello there.

        **1:01:05** Bye.

        """.ReplaceLineEndings("\n"),
        MarkdownDocument.Format(
            Transcription.Create(
                "vn_1", "Hello there. Bye.", [Word("hello", 1), Word("there", 2), Word("bye", 3665)], language: "en",
                voiceNote: VoiceNote.Create(
                    "vn_1", "user_42", "call.webm", duration: TimeSpan.FromSeconds(3725),
                    createdAt: new DateTime(2025, 10, 6, 17, 33, 31, DateTimeKind.Utc))),
            markConfidenceBelow: null));

    [Fact]
    public void A_transcription_without_a_voice_note_is_written() => Assert.Equal(
        "# vn\\_1\n\n- Voice note: vn\\_1\n\nHello.\n",
        MarkdownDocument.Format(Transcription.Create("vn_1", "Hello."), null));

    [Fact]
    public void A_long_paragraph_ends_with_a_sentence()
    {
        var words = Enumerable.Range(0, 200).Select(i => Word(i % 10 == 9 ? "words." : "Words", i)).ToArray();
        var paragraphs = MarkdownDocument.Format(Transcription.Create("vn_1", "", words), null).Split("\n\n")[2..];

        Assert.Equal(3, paragraphs.Length);
        Assert.All(paragraphs, paragraph => Assert.EndsWith("words.", paragraph.TrimEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_paragraph_does_not_begin_with_punctuation()
    {
        TranscriptionWord[] words = [Word("ready", 0), Word("?", 9), Word("I", 20), Word("'m", 30), Word("not", 40)];

        Assert.EndsWith(
            "**0:00** Ready ?\n\n**0:20** I'm\n\n**0:40** not.\n",
            MarkdownDocument.Format(Transcription.Create("vn_1", "Ready ? I'm not.", words), null),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_low_confidence_are_marked_on_request()
    {
        var call = Transcription.Create("vn_1", "Hello, Ada.", [Word("hello", 0, 0.9), Word("ada", 1, 0.4)]);

        Assert.Contains("Hello, *Ada.* (?)", MarkdownDocument.Format(call, 0.6), StringComparison.Ordinal);
        Assert.Contains("Hello, Ada.", MarkdownDocument.Format(call, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*now* [x](y) `z` <b> a_b", @"\*now\* \[x\](y) \`z\` \<b\> a\_b")]
    [InlineData("R&D &amp; &#42;", @"R&D \&amp; \&#42;")]
    [InlineData("# one", @"\# one")]
    [InlineData("1. one", @"1\. one")]
    [InlineData("- one", @"\- one")]
    public void Markup_in_text_is_escaped(string text, string expected) =>
        Assert.EndsWith($"\n\n{expected}\n", MarkdownDocument.Format(Transcription.Create("x", text), null), StringComparison.Ordinal);

    private static TranscriptionWord Word(string word, int second, double? confidence = null) =>
        TranscriptionWord.Create(word, second * Second, (second + 1) * Second, confidence);
}
