using System.Globalization;
using System.Text;

namespace VocaFuse.Captions;

/// <summary>Measures and cuts text for captions.</summary>
internal static class CaptionText
{
    /// <summary>Makes one line of any text: each run of white space a blank, no control character, no half of a pair.</summary>
    public static string Clean(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        Span<char> characters = stackalloc char[2];
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                // A byte order mark in the middle of a text is an invisible nothing.
                line.Append(Rune.IsControl(rune) || rune.Value == 0xFEFF ? [] : characters[..rune.EncodeToUtf16(characters)]);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>How long a text is on a line. The wide characters of East Asia count twice, as they take the room of two.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
        {
            width += IsWide(c) ? 2 : 1;
        }

        return width;
    }

    /// <summary>True for characters of scripts that are written without blanks between words.</summary>
    public static bool IsUnspaced(char c) => IsWide(c) && c is not (>= '\uAC00' and <= '\uD7A3');

    /// <summary>Cuts text without blanks into pieces of at most a width, between what readers see as characters.</summary>
    public static IEnumerable<string> Cut(string text, int width)
    {
        var start = 0;
        var used = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(i));
            if (Width(text.AsSpan(i, length)) > width)
            {
                // A tower of marks on one letter: no line could hold it, so it is cut inside.
                length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            }

            var more = Width(text.AsSpan(i, length));
            if (used + more > width)
            {
                yield return text[start..i];
                start = i;
                used = 0;
            }

            used += more;
            i += length;
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private static bool IsWide(char c) => c is >= '\u1100' and (
        <= '\u115F'
        or (>= '\u2E80' and <= '\u303E')
        or (>= '\u3041' and <= '\uA4CF')
        or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFE30' and <= '\uFE6F')
        or (>= '\uFF00' and <= '\uFF60')
        or (>= '\uFFE0' and <= '\uFFE6'));
}
