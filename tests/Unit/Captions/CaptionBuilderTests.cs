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
        var captions = Build([Word("just", 0, 0.5), Word("before", 0.5, 1), Word("after", 2.6, 3.5)]);

        Assert.Equal([(Seconds(0), Seconds(1)), (Seconds(2.6), Seconds(3.6))], captions.Select(caption => (caption.Start, caption.End)));
    }

    [Fact]
    public void A_caption_ends_with_a_sentence_that_fills_half_a_line() =>
        Assert.Equal(
            ["Thank you for calling us.", "How can I help?"],
            Build(Spoken(0.3, "Thank you for calling us. How can I help?".Split(' '))).Select(caption => string.Join('|', caption.Lines)));

    [Fact]
    public void A_caption_lasts_at_most_seven_seconds()
    {
        var captions = Build([Word("slow", 0, 20), Word("a", 20, 24), Word("b", 24, 26.9), Word("c", 26.9, 27.1)]);

        Assert.Equal(
            [("slow", 0, 7), ("a b", 20, 26.9), ("c", 26.9, 27.9)],
            captions.Select(caption => (caption.Lines[0], caption.Start.TotalSeconds, caption.End.TotalSeconds)));
    }

    [Fact]
    public void Text_in_one_word_is_distributed_over_its_time_by_its_length()
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
        var words = Enumerable.Range(0, 100_000).Select(i =>
            Word(i % 9 == 8 ? "dogs." : "quick", i % 5 == 0 ? 40_000 + (0.3 * step * i) : null, null));

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
    public void Words_without_times_are_placed_between_words_with_times()
    {
        var captions = Build([
            Word("one", null, null), Word("two", 4, 5), Word("three", null, null), Word("four", 20, 21), Word("five", null, null)]);

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
    public void Words_are_separated_as_in_the_text()
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
    public void With_AllowUntimed_a_short_text_without_times_lasts_for_its_reading_time()
    {
        var caption = Assert.Single(Build([], "Please call me back. It is about the invoice.", new CaptionOptions { AllowUntimed = true }));

        Assert.Equal(TimeSpan.Zero, caption.Start);
        Assert.Equal(Seconds(3), caption.End);
        Assert.Equal(["Please call me back. It", "is about the invoice."], caption.Lines);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    public void Captions_of_a_text_without_times_throw(int words, bool allowUntimed)
    {
        var text = string.Join(' ', Enumerable.Repeat("word", words));

        var options = new CaptionOptions { AllowUntimed = allowUntimed };
        Assert.Throws<VocaFuseCaptionException>(() => Build([], text, options));
        Assert.Throws<VocaFuseCaptionException>(() => Build([Word(text, null, null)], "", options));
    }

    [Fact]
    public void An_empty_text_has_no_captions() => Assert.Empty(Build([], " \n"));

    [Theory]
    [InlineData("hello how are you today i am fine", "Hello, how are you today? I am fine.", "Hello, how are you today?|I am fine.")]
    [InlineData("comment ça va", "« Comment ça va ? »", "« Comment ça va ? »")]
    [InlineData("well known at&t don t", "Well-known AT&T: don't!", "Well-known AT&T: don't!")]
    [InlineData("i do n't know", "I don't know.", "I don't know.")]
    [InlineData("the the cat sat on the mat", "The cat sat on the mat.", "The the cat sat on the mat.")]
    [InlineData("twenty five dollars please", "25 dollars, please.", "twenty five dollars, please.")]
    [InlineData("twenty dollars thirty cents thank you", "20 dollars, 30 cents. Thank you!", "twenty dollars, thirty cents.|Thank you!")]
    [InlineData("it costs twenty then we pay", "It costs $20. Then we pay.", "It costs twenty. Then we pay.")]
    [InlineData("may third twenty twenty", "May 3, 2020.", "May third twenty twenty.")]
    [InlineData("we paid twenty percent ok", "We paid 20%, OK?", "We paid twenty percent, OK?")]
    [InlineData("i don't know mister smith", "I do not know, Mr. Smith.", "I don't know, mister Smith.")]
    [InlineData("i do not know", "I don't know.", "I do not know.")]
    [InlineData("do n't go there", "Do not go there!", "Don't go there!")]
    [InlineData("we can not go", "We cannot go.", "We cannot go.")]
    [InlineData("cafe\u0301 creme", "Caf\u00E9 cr\u00E8me.", "Caf\u00E9 creme.")]
    [InlineData("caf\u00E9 noir", "Cafe\u0301, noir.", "Caf\u00E9, noir.")]
    [InlineData("hello world again", "Hello, {\\an8}World, <i>again</i>.", "Hello, World, again.")]
    [InlineData("hello world again", "<b>Hello</b>, <v Bob>World<br>again.", "Hello, World again.")]
    [InlineData("hello world", "Hello,[laughs]World (cough).", "Hello, World.")]
    [InlineData("hello world", "Hello, [laughs] World", "Hello, World")]
    [InlineData("unbelievable", "Un<b>believ</b>able!", "Unbelievable!")]
    [InlineData("<b> hello", "<b> Hello.", "<b> Hello.")]
    [InlineData("hello and so", ", Hello ...and so.", "Hello ... and so.")]
    [InlineData("pay five", "Pay .5!", "Pay five!")]
    [InlineData("pay 5 or 6", "Pay .5 or 6.", "Pay .5 or 6.")]
    [InlineData("STOP! Now.", "stop now", "STOP! Now.")]
    [InlineData("one three", "One, two - three.", "One, three.")]
    public void Words_have_the_spelling_and_the_punctuation_of_the_text(string words, string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', Build(Spoken(0.3, words.Split(' ')), text).Select(caption => string.Join(' ', caption.Lines))));

    [Fact]
    public void The_spelling_of_a_long_text_is_found_again_after_a_difference()
    {
        var words = Enumerable.Range(0, 500).Select(i => $"word{i}").ToArray();
        var text = string.Join(", ", words.Select((word, i) => i % 50 == 7 ? "Something else" : word.ToUpperInvariant()));
        var lines = Build(Spoken(0.3, words), text).SelectMany(caption => caption.Lines);

        Assert.Equal(
            words.Select((word, i) => (i % 50 == 7 ? word : word.ToUpperInvariant()) + ","),
            string.Join(' ', lines).Split(' ').SkipLast(1).Append("WORD499,"));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData("n't")]
    public void No_line_begins_with_punctuation_or_the_rest_of_a_contraction(string ending)
    {
        var words = Enumerable.Range(0, 200).SelectMany(i => new[] { new string('x', (i % 17) + 1), ending }).ToArray();
        var spaced = string.Join(' ', words);
        foreach (var text in new[] { "", spaced, spaced.Replace(" " + ending, ending, StringComparison.Ordinal) })
        {
            var lines = Build(Spoken(0.2, words), text).SelectMany(caption => caption.Lines).ToList();

            Assert.True(lines.Count > 40);
            Assert.All(lines, line => Assert.StartsWith("x", line, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public void Spelling_continues_after_text_that_has_no_words(int missing)
    {
        var words = Enumerable.Range(0, 200).Select(i => $"word{i}").ToArray();
        var text = string.Join(", ", [.. words[..50], new string('x', missing), .. words[50..]]).ToUpperInvariant();
        var lines = Build(Spoken(0.3, words), text).SelectMany(caption => caption.Lines);

        var spelled = string.Join(' ', lines).Split(' ');
        Assert.Equal(words.Select(word => word.ToUpperInvariant()), spelled.Select(word => word.TrimEnd(',').ToUpperInvariant()));
        Assert.Equal("WORD49,", spelled[49]);
        Assert.All(spelled[150..199], word => Assert.EndsWith(",", word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", . ")]
    public void Punctuation_before_the_first_word_is_omitted(string first) => Assert.Equal(
        "Hello.",
        Assert.Single(Assert.Single(Build(Spoken(0.5, [.. first.Split(' '), "Hello", "."]))).Lines));

    [Fact]
    public void A_first_word_that_is_the_rest_of_a_contraction_keeps_its_time() =>
        Assert.Equal(Seconds(3), Assert.Single(Build([Word(",", 1, 1.5), Word("n't", 3, 3.5), Word("go", 3.5, 4)])).Start);

    [Fact]
    public void A_row_of_full_stops_is_not_continued_on_the_next_line() =>
        Assert.All(
            Build(Spoken(3, "yes", new string('.', 100), "no")).SelectMany(caption => caption.Lines),
            line => Assert.NotEqual('.', line[0]));

    [Fact]
    public void Words_without_text_are_omitted() => Assert.Equal(
        ["one two"],
        Assert.Single(Build([Word("one", 1, 1.2), Word(null!, 1.2, 1.4), Word(" ", 1.4, 1.6), Word("two", 1.6, 2)])).Lines);

    [Fact]
    public void Times_that_go_back_to_zero_are_ignored()
    {
        var captions = Build([
            Word("one", 10, 10.5), Word("two", 0, 0), Word("three", 11, 11.5), Word("four", 0, 0), Word("five", 12, 12.5)]);

        Assert.Equal((Seconds(10), Seconds(12.5)), (captions[0].Start, captions[^1].End));
        Assert.Equal("one two three four five", Assert.Single(Assert.Single(captions).Lines));
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 0)]
    public void A_gap_short_enough_to_flicker_is_closed(double gap, int closed)
    {
        var captions = Build([Word("This sentence is long enough.", 0, 2), Word("Next.", 2 + gap, 4)]);

        Assert.Equal(2, captions.Count);
        Assert.Equal(closed == 1 ? captions[1].Start : Seconds(2), captions[0].End);
    }

    [Fact]
    public void A_caption_of_the_maximum_duration_leaves_no_flicker()
    {
        var captions = Build([Word("first", 0, 7), Word("second", 7.025, 9), Word("third", 9.1, 30), Word("fourth", 30.05, 31)]);

        Assert.Equal(
            [(0, 7), (7, 9.1), (9.1, 16.1), (30.05, 31.05)],
            captions.Select(caption => (caption.Start.TotalSeconds, caption.End.TotalSeconds)));
    }

    [Theory]
    [InlineData(3.4)]
    [InlineData(5)]
    public void Two_words_of_slow_dictation_within_the_maximum_duration_share_a_caption(double pause)
    {
        var captions = Build([.. "we met on May".Split(' ').Select((word, i) => Word(word, i * (pause + 0.4), (i * (pause + 0.4)) + 0.4))]);

        Assert.Equal(["we met", "on May"], captions.Select(caption => Assert.Single(caption.Lines)));
    }

    [Fact]
    public void Slow_dictation_is_not_shown_word_by_word()
    {
        var captions = Build([.. "we met on the first of May".Split(' ').Select((word, i) => Word(word, i * 2, (i * 2) + 0.4))]);

        Assert.Equal(["we met on the", "first of May"], captions.Select(caption => Assert.Single(caption.Lines)));
        Assert.Equal([(0, 6.4), (8, 12.4)], captions.Select(caption => (caption.Start.TotalSeconds, caption.End.TotalSeconds)));
    }

    [Fact]
    public void Words_with_the_times_of_their_segment_are_distributed_over_it()
    {
        var words = Enumerable.Range(0, 30).Select(i => Word("words", i < 20 ? 5 : 35, i < 20 ? 35 : 50)).ToArray();
        var captions = Build(words);

        Assert.Equal(Seconds(5), captions[0].Start);
        Assert.Equal(Seconds(50), captions[^1].End);
        Assert.True(captions.Count >= 7);
        Assert.All(captions, caption => Assert.InRange(caption.End - caption.Start, Seconds(1), Seconds(7)));
    }

    [Theory]
    [InlineData("This is a call from Dr. Smith about J. Doe, e.g. Monday")]
    [InlineData("We spoke to you at length vs. Mr. Miller")]
    [InlineData("This happened on the day of 3. april")]
    public void An_abbreviation_does_not_end_a_caption(string text) => Assert.Single(Build(Spoken(0.3, text.Split(' '))));

    [Theory]
    [InlineData("Mr.", "mr")]
    [InlineData("Dr.", "Dr.")]
    [InlineData("(Prof.", "prof")]
    [InlineData("J.", "j")]
    public void An_abbreviation_ends_no_line_and_no_caption(string abbreviation, string said)
    {
        for (var before = 1; before < 100; before++)
        {
            string[] words = [.. Enumerable.Repeat("a", before), said, "Miller", "a"];
            var text = string.Join(' ', [.. words[..before], abbreviation, "Miller", "a."]);
            var lines = Build(Spoken(0.05, words), text).SelectMany(caption => caption.Lines).ToList();

            Assert.Contains(lines, line => line.Contains(abbreviation + " Miller", StringComparison.Ordinal));
            Assert.All(lines, line => Assert.InRange(line.Length, 1, 42));
        }
    }

    [Fact]
    public void A_pause_after_an_abbreviation_ends_a_caption() =>
        Assert.Equal(["Mr.", "Miller"], Build([Word("Mr.", 0, 1), Word("Miller", 8, 9)]).Select(caption => caption.Lines[0]));

    [Fact]
    public void A_row_of_abbreviations_is_broken_between_them() => Assert.All(
        Build(Spoken(0.05, [.. Enumerable.Repeat("Mr.", 50)])).SelectMany(caption => caption.Lines),
        line => Assert.Matches(@"^(Mr\. )*Mr\.$", line));

    [Fact]
    public void Thai_given_as_one_word_is_split_between_characters()
    {
        const string sentence = "สวัสดีครับผมโทรมาเพื่อสอบถามเกี่ยวกับใบแจ้งหนี้ที่คุณส่งมาให้เมื่อเดือนกุมภาพันธ์";
        var lines = Build(Spoken(8, sentence)).SelectMany(caption => caption.Lines).ToList();

        Assert.Equal(sentence, string.Concat(lines));
        Assert.All(lines, line => Assert.NotInRange(line[^1], '\u0E40', '\u0E44'));
        Assert.All(lines, line => Assert.Equal(System.Globalization.UnicodeCategory.OtherLetter, char.GetUnicodeCategory(line[0])));
    }

    [Fact]
    public void A_Japanese_line_does_not_begin_with_punctuation()
    {
        var lines = Build(Spoken(12, string.Concat(Enumerable.Repeat("お世話になっておりますが、", 7)))).SelectMany(caption => caption.Lines);

        Assert.All(lines, line => Assert.NotEqual('、', line[0]));
    }

    [Fact]
    public void The_shape_of_captions_can_be_set()
    {
        var captions = Build(
            Spoken(0.4, [.. Enumerable.Repeat("words", 40)]),
            options: new CaptionOptions { MaximumLineLength = 20, MaximumLineCount = 3, MaximumDuration = Seconds(3) });

        Assert.All(captions, caption => Assert.All(caption.Lines, line => Assert.InRange(line.Length, 5, 20)));
        Assert.All(captions, caption => Assert.InRange(caption.End - caption.Start, Seconds(1), Seconds(3)));
        Assert.Equal(3, captions.Max(caption => caption.Lines.Count));
    }

    [Fact]
    public void An_option_outside_its_limits_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CaptionOptions { MaximumLineLength = 11 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CaptionOptions { MaximumLineCount = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CaptionOptions { MaximumDuration = Seconds(61) });
    }

    [Fact]
    public void Marks_that_change_the_direction_of_text_are_removed() =>
        Assert.Equal(["call me"], Assert.Single(Build(Spoken(1, "\u202Ecall", "\u2067me\u200F"))).Lines);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TranscriptionWord Word(string word, double? start, double? end) => TranscriptionWord.Create(
        word, start is { } from ? Seconds(from) : null, end is { } to ? Seconds(to) : null);

    /// <summary>Words of one length, without pauses.</summary>
    private static TranscriptionWord[] Spoken(double each, params string[] words) =>
        [.. words.Select((word, i) => Word(word, i * each, (i + 1) * each))];

    private static IReadOnlyList<Caption> Build(TranscriptionWord[] words, string text = "", CaptionOptions? options = null) =>
        CaptionBuilder.Build(Transcription.Create("vn_1", text, words), options);
}
