using Xunit;

namespace VocaFuse.Unit.Captions;

public sealed class CaptionBuilderTests
{
    [Fact]
    public void Words_go_into_even_lines_from_the_first_word_to_the_end_of_the_last()
    {
        var captions = Build(Spoken(0.25, "I", "am", "calling", "about", "the", "invoice", "that", "you", "sent", "me", "in", "February"));

        var caption = Assert.Single(captions);
        Assert.Equal(["I am calling about the invoice", "that you sent me in February"], caption.Lines);
        Assert.Equal((Seconds(0), Seconds(3)), (caption.Start, caption.End));
    }

    [Theory]
    [InlineData(21, 20, 1)]
    [InlineData(21, 21, 2)]
    public void A_line_has_42_characters_and_not_one_more(int first, int second, int lines) =>
        Assert.Equal(lines, Assert.Single(Build(Spoken(1, new string('a', first), new string('b', second)))).Lines.Count);

    [Fact]
    public void A_word_longer_than_a_line_is_cut()
    {
        var captions = Build(Spoken(10, new string('x', 100)));

        Assert.Equal([42, 42, 16], captions.SelectMany(caption => caption.Lines).Select(line => line.Length));
        Assert.Equal([0, 4.2], captions.Select(caption => caption.Start.TotalSeconds));
        Assert.Equal(Seconds(10), captions[^1].End);
    }

    [Fact]
    public void What_readers_see_as_one_character_is_not_cut()
    {
        const string family = "👩‍👩‍👧‍👦";
        var lines = Build(Spoken(6, string.Concat(Enumerable.Repeat(family, 8)))).SelectMany(caption => caption.Lines);

        Assert.All(lines, line => Assert.Equal("", line.Replace(family, "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_word_of_thousands_of_characters_stays_whole()
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
    public void A_caption_stays_seven_seconds_at_most()
    {
        var captions = Build([Word("slow", 0, 20), Word("a", 20, 24), Word("b", 24, 26.9), Word("c", 26.9, 27.1)]);

        Assert.Equal([("slow", 0, 7), ("a b", 20, 26.9), ("c", 26.9, 27.9)], captions.Select(caption => (caption.Lines[0], caption.Start.TotalSeconds, caption.End.TotalSeconds)));
    }

    [Theory]
    [InlineData(12, 12)]
    [InlineData(3_600, 3_600)]
    [InlineData(86_400, 14_413.664)]
    public void A_word_is_spread_over_the_time_it_lasts_but_not_over_all_day(double end, double expected)
    {
        // 25 characters are said in 1.666 s. Four times that, seven seconds and four hours are believed.
        var captions = Build([Word("aaaaaaaaaaaaaaa bbbbb ccc", 0, end)]);

        Assert.Equal(["aaaaaaaaaaaaaaa", "bbbbb", "ccc"], captions.SelectMany(caption => caption.Lines).SelectMany(line => line.Split(' ')));
        Assert.Equal(expected * 16 / 25, StartOf("bbbbb", captions), 2);
    }

    [Fact]
    public void Four_hours_are_believed_once()
    {
        var captions = Build([Word("aaaaaaaaaaaaaaa bbbbb ccc", 0, 43_200), Word("aaaaaaaaaaaaaaa bbbbb ccc", 43_200, 86_400)]);

        Assert.Equal(43_200 + (13.664 * 16 / 25), StartOf("bbbbb", captions), 2);
    }

    private static double StartOf(string words, IEnumerable<Caption> captions) =>
        captions.Last(caption => caption.Lines[0].StartsWith(words, StringComparison.Ordinal)).Start.TotalSeconds;

    [Fact]
    public void One_time_far_ahead_does_not_pull_the_rest_along()
    {
        var captions = Build([Word("one", 1, 1.5), Word("two", 500, 501), Word("three", 2, 2.5), Word("four", 2.5, 3)]);

        var caption = Assert.Single(captions);
        Assert.Equal("one two three four", Assert.Single(caption.Lines));
        Assert.Equal((Seconds(1), Seconds(3)), (caption.Start, caption.End));
    }

    [Fact]
    public void Words_without_times_stand_between_those_that_have_some()
    {
        var captions = Build([Word("one", null, null), Word("two", 4, 5), Word("three", null, null), Word("four", 20, 21), Word("five", null, null)]);

        Assert.Equal(["one two three", "four five"], captions.Select(caption => caption.Lines[0]));
        Assert.InRange(captions[0].Start, Seconds(3), Seconds(4));
        Assert.InRange(captions[0].End, Seconds(5), Seconds(6));
        Assert.InRange(captions[1].End, Seconds(21), Seconds(22));
    }

    [Fact]
    public void Overlapping_words_do_not_overlap_their_captions()
    {
        var long1 = new string('a', 40);
        var captions = Build([Word(long1, 0, 3), Word(long1, 1, 4), Word(long1, 2, 5), Word(long1, 2, 5)]);

        Assert.Equal(2, captions.Count);
        Assert.Equal(captions[0].End, captions[1].Start);
    }

    [Fact]
    public void Blanks_are_where_the_text_has_them()
    {
        var words = Spoken(0.5, "お世話に", "なって", "おります、", "OK", "です");

        Assert.Equal(["お世話になっております、OK です"], Assert.Single(Build(words, "お世話になっております、OK です")).Lines);
        Assert.Equal(["お世話になっております、 OK です"], Assert.Single(Build(words, "")).Lines);
    }

    [Fact]
    public void Wide_characters_take_the_room_of_two() =>
        Assert.Equal([21, 21, 8], Build(Spoken(6, new string('漢', 50))).SelectMany(caption => caption.Lines).Select(line => line.Length));

    [Fact]
    public void Right_to_left_words_keep_the_order_they_are_said_in() =>
        Assert.Equal(["مرحبا بكم في خدمة العملاء"], Assert.Single(Build(Spoken(0.4, "مرحبا", "بكم", "في", "خدمة", "العملاء"))).Lines);

    [Fact]
    public void A_short_text_without_times_is_shown_as_long_as_it_takes_to_read()
    {
        var caption = Assert.Single(Build([], "Please call me back. It is about the invoice."));

        Assert.Equal(TimeSpan.Zero, caption.Start);
        Assert.Equal(Seconds(3), caption.End);
        Assert.Equal(["Please call me back. It", "is about the invoice."], caption.Lines);
    }

    [Fact]
    public void A_long_text_without_times_is_no_captions()
    {
        var transcription = Transcription.Create("vn_1", string.Join(' ', Enumerable.Repeat("word", 20)));

        Assert.False(CaptionBuilder.TryBuild(transcription, out _));
    }

    [Fact]
    public void Nothing_said_is_no_caption() => Assert.Empty(Build([], " \n"));

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
