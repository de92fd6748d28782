namespace VocaFuse.Captions;

/// <summary>Collects the words of one caption and breaks them into lines.</summary>
internal sealed class CaptionLineBuilder(CaptionOptions options)
{
    private readonly List<CaptionWord> words = [];

    /// <summary>The number of lines and the width of the last one, if each line is filled before the next one.</summary>
    private int lineCount = 1, lastLineWidth;

    public bool IsEmpty => words.Count == 0;

    public long StartMs => words[0].StartMs;

    public long EndMs => words[^1].EndMs;

    /// <summary>The words in spoken order.</summary>
    public IReadOnlyList<CaptionWord> Words => words;

    /// <summary>The number of characters of all words on one line.</summary>
    public int Length { get; private set; }

    /// <summary>The width of all words on one line.</summary>
    public int Width { get; private set; }

    public void Add(CaptionWord word)
    {
        var (blank, isNewLine) = Measure(word);
        Length += blank + word.Text.Length;
        Width += blank + word.Width;
        lineCount += isNewLine ? 1 : 0;
        lastLineWidth = isNewLine ? word.Width : lastLineWidth + blank + word.Width;
        words.Add(word);
    }

    /// <summary>Returns true if the caption with this word does not exceed the maximum number of lines.</summary>
    public bool Fits(CaptionWord word) => !Measure(word).IsNewLine || lineCount < options.MaximumLineCount;

    /// <summary>Breaks the words into as few lines as possible, with widths as even as possible.</summary>
    public IReadOnlyList<string> Lines()
    {
        for (var width = Width / lineCount; width < options.MaximumLineLength; width++)
        {
            if (Break(width) is { } lines && lines.Count <= lineCount)
            {
                return lines;
            }
        }

        return Break(options.MaximumLineLength)!;
    }

    private (int Blank, bool IsNewLine) Measure(CaptionWord word)
    {
        var blank = IsEmpty ? 0 : word.BlankWidth;
        return (blank, lastLineWidth + blank + word.Width > options.MaximumLineLength);
    }

    /// <summary>Fills lines of a width from the last word backwards, so that the first line is the shortest.</summary>
    /// <returns>The lines; null if a word is wider than a line.</returns>
    private List<string>? Break(int width)
    {
        var lines = new List<string>();
        var line = "";
        var lineWidth = 0;
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i].Width > width)
            {
                return null;
            }

            var blank = i < words.Count - 1 ? words[i + 1].BlankWidth : 0;
            if (lineWidth + blank + words[i].Width > width)
            {
                lines.Insert(0, line);
                (line, lineWidth, blank) = ("", 0, 0);
            }

            line = words[i].Text + (blank == 1 ? " " : "") + line;
            lineWidth += words[i].Width + blank;
        }

        lines.Insert(0, line);
        return lines;
    }
}
