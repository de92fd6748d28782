using System.Text;

namespace VocaFuse.Unit.Captions;

/// <summary>
/// Captions of transcriptions that are made to cost much: no more memory than the size of the document warrants, and a
/// megabyte is through at once. What takes the square of the time shows as a test that does not end.
/// </summary>
public sealed class CaptionCostTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>What a long text is made of: blanks, sentences just long enough for a caption, characters of many runes, what is left out.</summary>
    public static TheoryData<string> Texts =>
    [
        "a ", "a", "a\t", "aaaaaaaaaaaaaaaaaaaa. ", "aaaaaaaaaaaaaaaaaaaa.  ", new string('a', 22) + " ", new string('a', 42) + " a ",
        "漢", "\u0301", "\u0600", "🎉", "👩‍👩‍👧‍👦", "👩\u200D", "a\u007F", " ", "\u007F", "-->aaaaaaaaaaaaaaaaa. ", "&<>",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_long_text_costs_what_its_size_warrants(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Megabyte / 2 / Encoding.UTF8.GetByteCount(piece)));
        AssertCost("", Word(text, 0, 600));
        AssertCost(text, Word(text, 0, 600));
        AssertCost(text + "a", Word("b" + text, 0, 600), Word(text + "b", 600, 1200));
        AssertCost(text);
        AssertCost("", Word(text));
    }

    [Theory]
    [InlineData("spoken")]
    [InlineData("not in the text")]
    [InlineData("with pauses")]
    [InlineData("backwards")]
    [InlineData("all at once")]
    [InlineData("every other without a time")]
    [InlineData("every other far ahead")]
    [InlineData("sentences without times")]
    [InlineData("empty")]
    [InlineData("empty with times")]
    [InlineData("empty with few between")]
    public void Many_words_cost_what_their_size_warrants(string words) => AssertCost(new string('a', Megabyte / 4), words switch
    {
        "spoken" => Many(50_000, static i => Word(i % 9 == 8 ? "dogs." : "quick", i * 0.3, (i * 0.3) + 0.25)),
        "not in the text" => Many(50_000, static i => Word("aaaaabaaaaa", i)),
        "with pauses" => Many(50_000, static i => Word("a", i * 1.6)),
        "backwards" => Many(50_000, static i => Word("a", 80_000 - i)),
        "all at once" => Many(50_000, static _ => Word("a", 1, 1)),
        "every other without a time" => Many(50_000, static i => Word("a", i % 2 == 0 ? i : null)),
        "every other far ahead" => Many(50_000, static i => Word("a", i % 2 == 0 ? i : 80_000 - i)),
        "sentences without times" => Many(50_000, static i => Word("aaaaaaaaaaaaaaaaaaaa.", i == 0 ? 0 : null)),
        "empty" => Many(500_000, static i => Word("", i == 7 ? 1 : null)),
        "empty with times" => Many(100_000, static _ => Word("", 1)),
        _ => Many(500_000, static i => Word(i % 23 == 0 ? "a" : "", i == 0 ? 1 : null)),
    });

    [Theory]
    [InlineData(10_000)]
    [InlineData(24_000)]
    [InlineData(80_000)]
    [InlineData(200_000)]
    public void A_text_that_is_said_to_take_all_day_costs_what_its_size_warrants(int letters) =>
        AssertCost("", Word(string.Concat(Enumerable.Repeat("a ", letters)), 0, 86_400));

    private static TranscriptionWord[] Many(int count, Func<int, TranscriptionWord> word) => [.. Enumerable.Range(0, count).Select(word)];

    private static TranscriptionWord Word(string word, double? start = null, double? end = null) => TranscriptionWord.Create(
        word, start is { } from ? TimeSpan.FromSeconds(from) : null, end is { } to ? TimeSpan.FromSeconds(to) : null);

    private static void AssertCost(string text, params TranscriptionWord[] words)
    {
        var size = Encoding.UTF8.GetByteCount(text) + words.Sum(SizeOf);
        Assert.InRange(CostOf(Transcription.Create("vn_1", text, words)), 0, (8L * size) + Megabyte);
    }

    /// <summary>The least that a word takes in a document, such as <c>{"word":"a","start_time":1,"end_time":2},</c>.</summary>
    private static int SizeOf(TranscriptionWord word) => 3
        + (word.Word.Length > 0 ? 9 + Encoding.UTF8.GetByteCount(word.Word) : 0)
        + (word.StartTime is null ? 0 : 14)
        + (word.EndTime is null ? 0 : 13);

    /// <summary>What it costs to make the captions and to write them, in the dearer of the two formats.</summary>
    private static long CostOf(Transcription transcription) =>
        Math.Max(CostOf(transcription, TranscriptionFormat.Srt), CostOf(transcription, TranscriptionFormat.Vtt));

    private static long CostOf(Transcription transcription, TranscriptionFormat format)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var writer = new TranscriptionWriter(Stream.Null, format);
            writer.Write(transcription);
        }
        catch (NotSupportedException)
        {
            // A long text without times.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
