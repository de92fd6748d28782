using System.Text;

namespace VocaFuse.Captions;

/// <summary>Splits the words of a transcription into pieces that stay on one line.</summary>
/// <remarks>A piece is a word with its punctuation. An abbreviation such as "Mr." and the word after it are one piece.</remarks>
internal sealed class WordSplitter(int maximumWidth)
{
    private readonly List<CaptionWord> pieces = [];

    /// <summary>The current piece. Parts that stay on the same line are appended to it.</summary>
    private readonly StringBuilder current = new();

    /// <summary>True if no space separates the current piece from the one before it.</summary>
    private bool isGlued;

    /// <summary>The spoken time of the current piece.</summary>
    private long startMs, endMs;

    /// <summary>Splits a text at its spaces. Its time is divided by the length of the parts.</summary>
    public void Add(string text, bool isGluedText, long start, long end)
    {
        var position = 0;
        foreach (var part in text.Split(' '))
        {
            if (part.Length > 0)
            {
                AddPart(part, isGluedText && position == 0, At(position), At(position + part.Length));
            }

            position += part.Length + 1;
        }

        long At(int at) => start + ((end - start) * at / text.Length);

        void AddPart(string part, bool isGluedPart, long from, long to)
        {
            var isPunctuation = part.All(c => c == CaptionText.NoBreakSpace || CaptionText.IsClosing(c));
            if (current.Length == 0 && isPunctuation)
            {
                return;
            }

            if (current.Length > 0 && !isGluedPart && (isPunctuation || KeepsWith(part, from)))
            {
                current.Append(CaptionText.NoBreakSpace);
            }
            else if (current.Length == 0 || !isGluedPart || CanBreak(current[^1], part[0]))
            {
                Flush();
                (isGlued, startMs) = (isGluedPart, from);
            }

            current.Append(part);
            endMs = to;
        }
    }

    /// <summary>Gets all pieces, without punctuation before the first word.</summary>
    public List<CaptionWord> Finish()
    {
        Flush();
        return pieces;
    }

    /// <summary>Returns true if a line can be broken between two adjacent characters.</summary>
    private static bool CanBreak(char last, char next) =>
        CaptionText.IsUnspaced(last) && CaptionText.IsUnspaced(next) && !CaptionText.KeepsTogether(last, next);

    /// <summary>Returns true if the piece ends with an abbreviation that belongs to the part, and both fit on a line.</summary>
    private bool KeepsWith(string part, long from) =>
        current[^1] == '.'
        && from - endMs <= CaptionBuilder.PauseMs
        && current.Length + 1 + part.Length <= maximumWidth
        && SentenceEnd.IsAbbreviation(current.ToString())
        && CaptionText.Width(current.ToString()) + 1 + CaptionText.Width(part) <= maximumWidth;

    /// <summary>Ends the piece. A piece that is longer than a line is split between characters.</summary>
    private void Flush()
    {
        var text = current.ToString();
        current.Clear();
        for (var from = 0; from < text.Length;)
        {
            var to = from + CaptionText.Fit(text.AsSpan(from), maximumWidth);
            var shown = text[from..to].Replace(CaptionText.NoBreakSpace, ' ').Trim();
            shown = from > 0 ? shown.TrimStart([' ', .. CaptionText.ClosingMarks]) : shown;
            if (shown.Length > 0)
            {
                pieces.Add(new CaptionWord(shown, from > 0 || isGlued, At(from), At(to)));
            }

            from = to;
        }

        long At(int position) => startMs + ((endMs - startMs) * position / text.Length);
    }
}
