using System.Text;
using Xunit;

namespace VocaFuse.Unit.Captions;

public sealed class CaptionBuilderTests
{
    [Fact]
    public void A_caption_has_even_lines_and_lasts_from_its_first_word_to_its_last()
    {
        var captions = Build(Spoken(0.25, "I", "am", "calling", "about", "the", "invoice", "that", "you", "sent", "me", "in", "February"));

        var caption = Assert.Single(captions);
        Assert.Equal(["I am calling about the invoice", "that you sent me in February"], caption.Lines);
        Assert.Equal((Seconds(0), Seconds(3)), (caption.Start, caption.End));
    }

    [Theory]
    [InlineData(21, 20, 1)]
    [InlineData(21, 21, 2)]
    public void A_line_has_at_most_42_characters(int first, int second, int lines) =>
        Assert.Equal(lines, Assert.Single(Build(Spoken(1, new string('a', first), new string('b', second)))).Lines.Count);

    [Fact]
    public void A_word_longer_than_a_line_is_split()
    {
        var captions = Build(Spoken(10, new string('x', 100)));

        Assert.Equal([42, 42, 16], captions.SelectMany(caption => caption.Lines).Select(line => line.Length));
        Assert.Equal([0, 4.2], captions.Select(caption => caption.Start.TotalSeconds));
        Assert.Equal(Seconds(10), captions[^1].End);
    }

    [Fact]
    public void A_grapheme_cluster_is_not_split()
    {
        const string family = "👩‍👩‍👧‍👦";
        var lines = Build(Spoken(6, string.Concat(Enumerable.Repeat(family, 8)))).SelectMany(caption => caption.Lines);

        Assert.All(lines, line => Assert.Equal("", line.Replace(family, "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_word_of_thousands_of_characters_keeps_all_of_them()
    {
        var parts = Enumerable.Range(0, 1000).Select(i => $"{i}👩‍👩‍👧‍👦").ToArray();
        var lines = Build(Spoken(600, string.Join(" \n", parts))).SelectMany(caption => caption.Lines);

        Assert.Equal(parts, string.Join(' ', lines).Split(' '));
    }

    [Fact]
    public void A_caption_ends_at_a_pause()
    {
        var captions = Build([Word("before", 0, 1), Word("after", 2.6, 3.5)]);

        Assert.Equal([(Seconds(0), Seconds(1)), (Seconds(2.6), Seconds(3.6))], captions.Select(caption => (caption.Start, caption.End)));
    }

    [Fact]
    public void A_caption_ends_with_a_sentence_that_fills_half_a_line() =>
        Assert.Equal(
            ["Thank you for calling us.", "How can I help?"],
            Build(Spoken(0.3, "Thank", "you", "for", "calling", "us.", "How", "can", "I", "help?")).Select(caption => string.Join('|', caption.Lines)));

    [Fact]
    public void A_caption_lasts_at_most_seven_seconds()
    {
        var captions = Build([Word("slow", 0, 20), Word("a", 20, 24), Word("b", 24, 26.9), Word("c", 26.9, 27.1)]);

        Assert.Equal([("slow", 0, 7), ("a b", 20, 26.9), ("c", 26.9, 27.9)], captions.Select(caption => (caption.Lines[0], caption.Start.TotalSeconds, caption.End.TotalSeconds)));
    }

    [Fact]
    public void Text_given_as_one_word_is_spread_over_its_time_by_its_characters()
    {
        var captions = Build([Word("aaaaaaaaaaaaaaa bbbbb ccc", 0, 50)]);

        Assert.Equal(["aaaaaaaaaaaaaaa", "bbbbb", "ccc"], captions.Select(caption => Assert.Single(caption.Lines)));
        Assert.Equal([0, 32, 44], captions.Select(caption => caption.Start.TotalSeconds));
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("a")]
    [InlineData("漢")]
    [InlineData("\u0301")]
    [InlineData("👩\u200D")]
    public void A_long_text_takes_linear_time(string piece)
    {
        // Anything quadratic would take minutes.
        var text = string.Concat(Enumerable.Repeat(piece, 256 * 1024 / Encoding.UTF8.GetByteCount(piece)));

        Assert.NotEmpty(Build([Word(text, 0, 600)]));
        Assert.NotEmpty(Build([Word(text, 0, 600)], text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_hundred_thousand_words_take_linear_time(int step)
    {
        var words = Enumerable.Range(0, 100_000).Select(i => Word(i % 9 == 8 ? "dogs." : "quick", i % 5 == 0 ? 40_000 + (0.3 * step * i) : null, null));

        Assert.NotEmpty(Build([.. words], new string('a', 1024 * 1024)));
    }

    [Fact]
    public void One_time_far_ahead_is_ignored()
    {
        var captions = Build([Word("one", 1, 1.5), Word("two", 500, 501), Word("three", 2, 2.5), Word("four", 2.5, 3)]);

        var caption = Assert.Single(captions);
        Assert.Equal("one two three four", Assert.Single(caption.Lines));
        Assert.Equal((Seconds(1), Seconds(3)), (caption.Start, caption.End));
    }

    [Fact]
    public void Words_without_times_are_put_between_those_with_times()
    {
        var captions = Build([Word("one", null, null), Word("two", 4, 5), Word("three", null, null), Word("four", 20, 21), Word("five", null, null)]);

        Assert.Equal(["one two three", "four five"], captions.Select(caption => caption.Lines[0]));
        Assert.InRange(captions[0].Start, Seconds(3), Seconds(4));
        Assert.InRange(captions[0].End, Seconds(5), Seconds(6));
        Assert.InRange(captions[1].End, Seconds(21), Seconds(22));
    }

    [Fact]
    public void Captions_of_overlapping_words_do_not_overlap()
    {
        var word = new string('a', 40);
        var captions = Build([Word(word, 0, 3), Word(word, 1, 4), Word(word, 2, 5), Word(word, 2, 5)]);

        Assert.Equal(2, captions.Count);
        Assert.Equal(captions[0].End, captions[1].Start);
    }

    [Fact]
    public void Blanks_between_words_come_from_the_text()
    {
        var words = Spoken(0.5, "お世話に", "なって", "おります、", "OK", "です");

        Assert.Equal(["お世話になっております、OK です"], Assert.Single(Build(words, "お世話になっております、OK です")).Lines);
        Assert.Equal(["お世話になっております、 OK です"], Assert.Single(Build(words, "")).Lines);
    }

    [Fact]
    public void Wide_characters_count_as_two() =>
        Assert.Equal([21, 21, 8], Build(Spoken(6, new string('漢', 50))).SelectMany(caption => caption.Lines).Select(line => line.Length));

    [Fact]
    public void Right_to_left_words_keep_their_logical_order() =>
        Assert.Equal(["مرحبا بكم في خدمة العملاء"], Assert.Single(Build(Spoken(0.4, "مرحبا", "بكم", "في", "خدمة", "العملاء"))).Lines);

    [Fact]
    public void A_short_text_without_times_lasts_as_long_as_it_takes_to_read()
    {
        var caption = Assert.Single(Build([], "Please call me back. It is about the invoice."));

        Assert.Equal(TimeSpan.Zero, caption.Start);
        Assert.Equal(Seconds(3), caption.End);
        Assert.Equal(["Please call me back. It", "is about the invoice."], caption.Lines);
    }

    [Fact]
    public void A_long_text_without_times_gives_no_captions()
    {
        var transcription = Transcription.Create("vn_1", string.Join(' ', Enumerable.Repeat("word", 20)));

        Assert.False(CaptionBuilder.TryBuild(transcription, out _));
    }

    [Fact]
    public void An_empty_text_gives_an_empty_list() => Assert.Empty(Build([], " \n"));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TranscriptionWord Word(string word, double? start, double? end) => TranscriptionWord.Create(
        word, start is { } from ? Seconds(from) : null, end is { } to ? Seconds(to) : null);

    /// <summary>Words of one length, without pauses.</summary>
    private static TranscriptionWord[] Spoken(double each, params string[] words) =>
        [.. words.Select((word, i) => Word(word, i * each, (i + 1) * each))];

    private static IReadOnlyList<Caption> Build(TranscriptionWord[] words, string text = "")
    {
        Assert.True(CaptionBuilder.TryBuild(Transcription.Create("vn_1", text, words), out var captions));
        return captions;
    }
}
