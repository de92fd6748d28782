namespace VocaFuse.Captions;

/// <summary>
/// Cuts one text after the other into pieces that fit a line: at the blanks, and where there is none between what readers
/// see as characters. Only a stretch of a text is held at a time.
/// </summary>
internal sealed class WordSplitter
{
    /// <summary>Enough to see the end of a piece: a line, and another for the character that no longer fits it.</summary>
    private const int Ahead = 3 * CaptionBuilder.MaximumLineLength;

    private readonly char[] stretch = new char[8 * Ahead];
    private NormalizedText text;
    private int from;
    private int to;
    private int length;

    /// <summary>The piece. It is there only until the next one is looked for.</summary>
    public ReadOnlyMemory<char> Piece => stretch.AsMemory(from, length);

    /// <summary>True where a piece follows another of the same text without a blank.</summary>
    public bool IsGlued { get; private set; }

    /// <summary>Where the piece begins in the clean text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends there.</summary>
    public int End => Start + length;

    /// <summary>Begins with a text; its first piece is still to be looked for.</summary>
    public void Begin(string? next)
    {
        text = new NormalizedText(next);
        from = to = length = Start = 0;
    }

    /// <summary>Goes to the next piece. False where there is none.</summary>
    public bool Next()
    {
        from += length;
        Start += length;
        length = 0;
        if (to - from < Ahead)
        {
            stretch.AsSpan(from, to - from).CopyTo(stretch);
            to -= from;
            from = 0;
            to += text.Read(stretch.AsSpan(to));
        }

        if (from == to)
        {
            return false;
        }

        IsGlued = Start > 0 && stretch[from] != ' ';
        if (stretch[from] == ' ')
        {
            from++;
            Start++;
        }

        var rest = stretch.AsSpan(from, to - from);
        var blank = rest.IndexOf(' ');
        length = CaptionText.Fit(blank < 0 ? rest : rest[..blank], CaptionBuilder.MaximumLineLength);
        return true;
    }
}
