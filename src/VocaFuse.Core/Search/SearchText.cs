using System.Text;
using VocaFuse.Captions;

namespace VocaFuse.Search;

/// <summary>The searched text of a transcription. It maps matches to words.</summary>
internal sealed class SearchText
{
    /// <summary>The maximum number of characters per word of context, for scripts without spaces.</summary>
    private const int MaximumCharactersPerWord = 20;

    private readonly IReadOnlyList<TranscriptionWord> words;

    /// <summary>The range of each word in the text; null for a word that the text does not contain.</summary>
    private readonly IReadOnlyList<Range?> ranges;

    /// <summary>The position in the text of each character of <see cref="Plain"/>.</summary>
    private readonly List<int> positions = [];

    public SearchText(Transcription transcription)
    {
        words = [.. transcription.Words.Where(word => NormalizedText.Create(word.Word).Length > 0)];
        string[] spoken = [.. words.Select(word => NormalizedText.Create(word.Word))];
        Text = NormalizedText.Create(transcription.Text) is { Length: > 0 } text ? text : string.Join(' ', spoken);
        ranges = TextAligner.Locate(spoken, Text);
        Plain = WithoutPunctuation();
    }

    /// <summary>Gets the text as one line.</summary>
    public string Text { get; }

    /// <summary>
    /// Gets the text without punctuation: letters, digits, marks and symbols are kept, and one space replaces all between them.
    /// </summary>
    public string Plain { get; }

    /// <summary>Maps a part of <see cref="Plain"/>, without spaces at its ends, to its range in the text.</summary>
    public Range RangeOfPlain(int start, int length)
    {
        var part = Plain.AsSpan(start, length);
        var first = start + (length - part.TrimStart().Length);
        var last = start + part.TrimEnd().Length - 1;
        return positions[first]..(positions[last] + 1);
    }

    /// <summary>Returns the words that a range overlaps.</summary>
    public TranscriptionWord[] WordsIn(Range range)
    {
        var found = Enumerable.Range(0, words.Count).Where(i =>
            ranges[i] is { } word && word.Start.Value < range.End.Value && word.End.Value > range.Start.Value).ToList();
        return found.Count == 0 ? [] : [.. words.Skip(found[0]).Take(found[^1] - found[0] + 1)];
    }

    /// <summary>Returns the text before a range: the start of its first word, and a number of words before that.</summary>
    public string Before(Range range, int count)
    {
        var start = WordStart(range.Start.Value);
        for (var i = 0; i < count; i++)
        {
            start = WordStart(start - 1);
        }

        return Text[Math.Max(start, range.Start.Value - Limit(count))..range.Start.Value];
    }

    /// <summary>Returns the text after a range: the end of its last word, and a number of words after that.</summary>
    public string After(Range range, int count)
    {
        var end = WordEnd(range.End.Value);
        for (var i = 0; i < count; i++)
        {
            end = WordEnd(end + 1);
        }

        return Text[range.End.Value..Math.Min(end, range.End.Value + Limit(count))];
    }

    private static int Limit(int count) => (count + 1) * MaximumCharactersPerWord;

    /// <summary>Returns the start of the word that ends at a position. Words are separated by one space.</summary>
    private int WordStart(int position) => position > 0 ? Text.LastIndexOf(' ', position - 1) + 1 : 0;

    /// <summary>Returns the end of the word that starts at a position.</summary>
    private int WordEnd(int position) =>
        position < Text.Length && Text.IndexOf(' ', position) is >= 0 and var end ? end : Text.Length;

    private string WithoutPunctuation()
    {
        var plain = new StringBuilder(Text.Length);
        for (var i = 0; i < Text.Length; i++)
        {
            var isKept = char.IsLetterOrDigit(Text[i]) || char.IsSurrogate(Text[i]) || char.IsSymbol(Text[i])
                || char.GetUnicodeCategory(Text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark
                    or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            if (isKept || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(isKept ? Text[i] : ' ');
                positions.Add(i);
            }
        }

        return plain.ToString().TrimEnd();
    }
}
