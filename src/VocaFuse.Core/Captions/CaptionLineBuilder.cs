namespace VocaFuse.Captions;

/// <summary>A caption while words are added to it. It is used for one caption after the other.</summary>
internal sealed class CaptionLineBuilder
{
    /// <summary>The words with their blanks: two full lines, and the blank between them that nobody will see.</summary>
    private readonly char[] text = new char[(CaptionBuilder.MaximumLines * CaptionBuilder.MaximumLineLength) + 1];

    /// <summary>Where the text can be parted: the end of a line, the start of the next one, and how wide the first is.</summary>
    private readonly List<(int End, int Start, int Width)> places = [];

    /// <summary>The width at which a second line begins if the first one is as full as can be; 0 while all fits one.</summary>
    private int second;

    /// <summary>How many characters the words have, with the blanks between them.</summary>
    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    public char Last => text[Length - 1];

    public long Start { get; private set; }

    public long End { get; private set; }

    public int Width { get; private set; }

    public void Add(CaptionWord word)
    {
        var width = CaptionText.Width(word.Text.Span);
        var blank = BlankBefore(word);
        if (IsEmpty)
        {
            Start = word.Start;
        }
        else
        {
            places.Add((Length, Length + blank, Width));
        }

        if (second == 0 && Width + blank + width > CaptionBuilder.MaximumLineLength)
        {
            second = Width + blank;
        }

        text.AsSpan(Length, blank).Fill(' ');
        word.Text.Span.CopyTo(text.AsSpan(Length + blank));
        Length += blank + word.Text.Length;
        Width += blank + width;
        End = word.End;
    }

    /// <summary>True where the words and one more can be set in the lines that a caption has.</summary>
    public bool HasRoomFor(CaptionWord word) =>
        second == 0 || Width - second + BlankBefore(word) + CaptionText.Width(word.Text.Span) <= CaptionBuilder.MaximumLineLength;

    /// <summary>The words in one line where they fit, else in two that are as even as can be.</summary>
    public IReadOnlyList<string> Lines()
    {
        if (Width <= CaptionBuilder.MaximumLineLength)
        {
            return [new string(text, 0, Length)];
        }

        (int End, int Start) best = default;
        var bestWidth = int.MaxValue;
        foreach (var (end, start, width) in places)
        {
            var wider = Math.Max(width, Width - width - (start - end));
            if (wider < bestWidth)
            {
                bestWidth = wider;
                best = (end, start);
            }
        }

        // An array as it is: the list that would else be put around it is half as large again.
        return new[] { new string(text, 0, best.End), new string(text, best.Start, Length - best.Start) };
    }

    /// <summary>Makes room for the next caption.</summary>
    public void Clear()
    {
        places.Clear();
        Length = Width = second = 0;
    }

    private int BlankBefore(CaptionWord word) => IsEmpty || word.IsGlued ? 0 : 1;
}
