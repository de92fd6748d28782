using System.Globalization;

namespace VocaFuse.Captions;

/// <summary>Measures text for captions.</summary>
internal static class CaptionText
{
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

    /// <summary>How much of a text fits a width, cut between what readers see as characters.</summary>
    public static int Fit(ReadOnlySpan<char> text, int width)
    {
        var used = 0;
        for (var i = 0; i < text.Length;)
        {
            // Marks can go on for a megabyte. Whether a character ends in time shows within the width and one more rune.
            var length = StringInfo.GetNextTextElementLength(text.Slice(i, Math.Min(width + 2, text.Length - i)));
            if (Width(text.Slice(i, length)) > width)
            {
                // A tower of marks on one letter: no line could hold it, so it is cut inside.
                length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            }

            used += Width(text.Slice(i, length));
            if (used > width)
            {
                return i;
            }

            i += length;
        }

        return text.Length;
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
