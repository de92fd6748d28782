using System.Text;

namespace VocaFuse.Captions;

/// <summary>
/// Reads any text as one line: each run of white space a blank, none at its ends, no control character, no half of a pair.
/// Bit by bit, as a copy of a long text would cost as much as the text.
/// </summary>
internal struct NormalizedText(string? text)
{
    private readonly string text = text ?? "";

    /// <summary>Where to read on: behind the last character that was handed out.</summary>
    private int place;

    /// <summary>How long a text is when it is read.</summary>
    public static int LengthOf(string? text)
    {
        var clean = new NormalizedText(text);
        Span<char> line = stackalloc char[128];
        var length = 0;
        for (var more = clean.Read(line); more > 0; more = clean.Read(line))
        {
            length += more;
        }

        return length;
    }

    /// <summary>Reads as many characters as there is room for, which has to be for three at least; none at the end.</summary>
    public int Read(Span<char> line)
    {
        var length = 0;
        var hasBlank = false;
        for (var i = place; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var read);
            i += read;
            if (Rune.IsWhiteSpace(rune))
            {
                hasBlank = place > 0;
            }
            else if (!Rune.IsControl(rune) && rune.Value != 0xFEFF)
            {
                // A byte order mark in the middle of a text is an invisible nothing.
                if (length + (hasBlank ? 1 : 0) + rune.Utf16SequenceLength > line.Length)
                {
                    return length;
                }

                if (hasBlank)
                {
                    line[length++] = ' ';
                    hasBlank = false;
                }

                length += rune.EncodeToUtf16(line[length..]);
                place = i;
            }
        }

        place = text.Length;
        return length;
    }
}
