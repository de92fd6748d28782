using System.Text;

namespace VocaFuse.Captions;

/// <summary>A caption while words are added to it.</summary>
internal sealed class CaptionDraft
{
    private readonly List<CaptionWord> words = [];

    public bool IsEmpty => words.Count == 0;

    public CaptionWord Last => words[^1];

    public long Start => words[0].Start;

    public long End => words[^1].End;

    public int Width { get; private set; }

    public void Add(CaptionWord word)
    {
        words.Add(word);
        Width += WidthOf(word, isFirst: words.Count == 1);
    }

    /// <summary>True where the words and one more can be set in the lines that a caption has.</summary>
    public bool HasRoomFor(CaptionWord word)
    {
        if (Width + WidthOf(word, isFirst: false) <= CaptionBuilder.MaximumLineLength)
        {
            return true;
        }

        // A first line as full as can be leaves the least for the second.
        int line = 0, first = 0;
        while (first < words.Count && line + WidthOf(words[first], first == 0) <= CaptionBuilder.MaximumLineLength)
        {
            line += WidthOf(words[first], first == 0);
            first++;
        }

        var second = first == words.Count ? 0 : Width - line - (words[first].IsGlued ? 0 : 1);
        return second + WidthOf(word, isFirst: second == 0) <= CaptionBuilder.MaximumLineLength;
    }

    /// <summary>The words in one line where they fit, else in two that are as even as can be.</summary>
    public IReadOnlyList<string> Lines()
    {
        if (Width <= CaptionBuilder.MaximumLineLength)
        {
            return [Join(0, words.Count)];
        }

        int line = 0, best = 0, bestLength = int.MaxValue;
        for (var i = 0; i < words.Count - 1; i++)
        {
            line += WidthOf(words[i], i == 0);
            var rest = Width - line - (words[i + 1].IsGlued ? 0 : 1);
            if (Math.Max(line, rest) < bestLength)
            {
                bestLength = Math.Max(line, rest);
                best = i + 1;
            }
        }

        return [Join(0, best), Join(best, words.Count)];
    }

    private static int WidthOf(CaptionWord word, bool isFirst) => CaptionText.Width(word.Text) + (isFirst || word.IsGlued ? 0 : 1);

    private string Join(int from, int to)
    {
        var line = new StringBuilder(CaptionBuilder.MaximumLineLength);
        for (var i = from; i < to; i++)
        {
            line.Append(i == from || words[i].IsGlued ? "" : " ").Append(words[i].Text);
        }

        return line.ToString();
    }
}
