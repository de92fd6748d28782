using System.Text;

namespace VocaFuse.Captions;

/// <summary>Makes the pieces that stay on one line from the words of a transcription.</summary>
internal sealed class WordSplitter(int maximumWidth)
{
    private readonly List<CaptionWord> pieces = [];

    /// <summary>The text of the piece that is being made, and its times. Glued words are added to it.</summary>
    private readonly StringBuilder current = new();
    private bool isGlued;
    private long startMs, endMs;

    /// <summary>Splits a text at its blanks. Parts of it are said at an even pace.</summary>
    public void Add(string text, bool follows, long start, long end)
    {
        var position = 0;
        foreach (var part in text.Split(' '))
        {
            if (part.Length > 0)
            {
                Add(part, follows && position == 0, At(position), At(position + part.Length));
            }

            position += part.Length + 1;
        }

        long At(int at) => start + ((end - start) * at / text.Length);

        void Add(string part, bool follows, long from, long to)
        {
            var last = current.Length > 0 ? current[^1] : ' ';
            if (!follows || (CaptionText.IsUnspaced(last) && CaptionText.IsUnspaced(part[0]) && !CaptionText.KeepsTogether(last, part[0])))
            {
                Flush();
                (isGlued, startMs) = (follows, from);
            }

            current.Append(part);
            endMs = to;
        }
    }

    /// <summary>Gets the pieces of all that was added.</summary>
    public List<CaptionWord> Finish()
    {
        Flush();
        return pieces;
    }

    /// <summary>Ends the piece. What is longer than a line is split between characters.</summary>
    private void Flush()
    {
        var text = current.ToString();
        current.Clear();
        for (var from = 0; from < text.Length;)
        {
            var to = from + CaptionText.Fit(text.AsSpan(from), maximumWidth);
            var shown = text[from..to].Replace(TextAligner.NoBreakSpace, ' ').Trim();
            if (shown.Length > 0)
            {
                pieces.Add(new CaptionWord(shown, from > 0 || isGlued, At(from), At(to)));
            }

            from = to;
        }

        long At(int position) => startMs + ((endMs - startMs) * position / text.Length);
    }
}
