using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Search;

public sealed class TranscriptionSearchTests
{
    private const string Call = "Hello, I paid twice. Please refund, please! Refund the $20 now. Thank you.";

    [Fact]
    public void A_match_has_its_time_words_and_context()
    {
        var match = Assert.Single(Find(Call, "twice", before: 2, after: 1));

        Assert.Equal("vn_1", match.VoiceNoteId);
        Assert.Equal("twice", match.Match);
        Assert.Equal("I paid ", match.Before);
        Assert.Equal(". Please", match.After);
        Assert.Equal("I paid twice. Please", match.ToString());
        Assert.Equal(TimeSpan.FromSeconds(3), match.Start);
        Assert.Equal(3.5, match.EndSeconds);
        Assert.Equal(0.9, match.Confidence);
        Assert.Equal("twice.", Assert.Single(match.Words).Word);
        Assert.Equal("twice", match.Pattern);
    }

    [Theory]
    [InlineData("refund please", "refund, please", 5, 6.5)]
    [InlineData("REFUND,", "refund,", 5, 5.5)]
    [InlineData(@"paid\s+t", "paid t", 2, 3.5)]
    [InlineData("^hello i", "Hello, I", 0, 1.5)]
    [InlineData("efun", "efun", 5, 5.5)]
    [InlineData("please refund the", "please! Refund the", 6, 8.5)]
    [InlineData(@"\$20", "$20", 9, 9.5)]
    [InlineData("thank you$", "Thank you", 11, 12.5)]
    public void A_phrase_is_found_across_words_punctuation_and_letter_case(string pattern, string match, double start, double end)
    {
        var found = Find(Call, pattern)[0];

        Assert.Equal(match, found.Match);
        Assert.Equal(start, found.StartSeconds);
        Assert.Equal(end, found.EndSeconds);
    }

    [Fact]
    public void The_confidence_is_the_lowest_of_the_matched_words()
    {
        var words = new[] { Word("so", 0, 0.9), Word("refund", 1, 0.4), Word("please", 2, 0.8), Word("now", 3, null) };

        Assert.Equal(0.4, Find("So refund please now", "refund please", words: words)[0].Confidence);
        Assert.Null(Find("So refund please now", "now", words: words)[0].Confidence);
    }

    [Fact]
    public void A_match_inside_the_context_before_is_returned_on_request()
    {
        Assert.Equal(["refund"], Find(Call, "refund", after: 2).Select(match => match.Match));
        Assert.Equal(["refund", "Refund"], Find(Call, "refund", after: 1).Select(match => match.Match));
        Assert.Equal(["refund", "Refund"], Find(Call, "refund", after: 2, all: true).Select(match => match.Match));
    }

    [Fact]
    public void Matches_of_several_patterns_are_in_the_order_of_the_text()
    {
        var search = new TranscriptionSearch(["thank", "hello", "hello, i"]);
        Assert.Equal(["hello, i", "thank"], search.Find(Transcription.Create("vn_1", Call)).Select(match => match.Pattern));
    }

    [Theory]
    [InlineData("REFUND", false, true, 0)]
    [InlineData("Refund", false, true, 1)]
    [InlineData("$20", true, false, 1)]
    [InlineData("20 now.", true, false, 1)]
    [InlineData(".", true, false, 3)]
    public void A_search_for_texts_or_with_case_is_possible(string pattern, bool isSimple, bool isCaseSensitive, int count)
    {
        var search = new TranscriptionSearch([pattern], isSimple, isCaseSensitive);
        Assert.Equal(count, search.Find(Transcription.Create("vn_1", Call)).Count);
    }

    [Fact]
    public void A_match_in_a_text_without_words_has_no_time()
    {
        var match = new TranscriptionSearch(["paid"]).Find(Transcription.Create("vn_1", Call))[0];

        Assert.Equal("paid", match.Match);
        Assert.Null(match.Start);
        Assert.Null(match.Confidence);
        Assert.Empty(match.Words);
    }

    [Fact]
    public void Words_without_a_text_are_searched()
    {
        var match = Find("", "refund please", words: [Word("refund", 1, 1), Word("please", 2, 1)])[0];
        Assert.Equal("refund please", match.Match);
        Assert.Equal(1, match.StartSeconds);
    }

    [Theory]
    [InlineData("x*")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("$")]
    public void An_empty_match_is_not_returned(string pattern)
    {
        Assert.DoesNotContain(Find(Call, pattern), match => match.Match.Trim().Length == 0);
    }

    [Theory]
    [InlineData(@"\w")]
    [InlineData("refund|please refund")]
    [InlineData("refund please")]
    [InlineData(@"x*|\bnow")]
    [InlineData("missing")]
    public void A_search_for_the_first_match_returns_the_first_of_all_matches(string pattern) =>
        Assert.Equal(
            Find(Call, pattern).Take(1).Select(match => (match.Match, match.Start, match.End)),
            Find(Call, pattern, first: true).Select(match => (match.Match, match.Start, match.End)));

    [Theory]
    [InlineData("ご返金をお願いします", "返金", "返金")]
    [InlineData("Größe ändern bitte", "GRÖSSE|GRÖßE", "Größe")]
    [InlineData("Cafe\u0301 au lait", "café", "Café")]
    [InlineData("Ok 👍 danke", "👍", "👍")]
    [InlineData("It's done", "it's done", "It's done")]
    public void A_match_is_found_in_any_script(string text, string pattern, string match) =>
        Assert.Equal(match, Find(text, pattern)[0].Match);

    [Fact]
    public void A_pattern_that_takes_too_long_throws()
    {
        var search = new TranscriptionSearch(["(a+)+$"]);
        Assert.Throws<RegexMatchTimeoutException>(() => search.Find(Transcription.Create("vn_1", new string('a', 60) + "b")));
    }

    [Fact]
    public void An_invalid_pattern_throws() => Assert.ThrowsAny<ArgumentException>(() => new TranscriptionSearch(["("]));

    private static IReadOnlyList<TranscriptionMatch> Find(
        string text, string pattern, int before = 0, int after = 0, bool all = false, bool first = false, TranscriptionWord[]? words = null)
    {
        words ??= [.. text.Split(' ').Select((word, index) => Word(word, index, 0.9))];
        var search = new TranscriptionSearch([pattern])
        {
            WordsBefore = before,
            WordsAfter = after,
            ReturnsAll = all,
            ReturnsFirst = first,
        };
        return search.Find(Transcription.Create("vn_1", text, words));
    }

    private static TranscriptionWord Word(string word, double start, double? confidence) =>
        TranscriptionWord.Create(word, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + 0.5), confidence);
}
