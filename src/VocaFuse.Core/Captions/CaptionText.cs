using System.Globalization;

namespace VocaFuse.Captions;

/// <summary>Measures text for captions.</summary>
internal static class CaptionText
{
    /// <summary>Gets the width of a text in characters. The wide characters of East Asia count as two.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
        {
            width += IsWide(c) ? 2 : 1;
        }

        return width;
    }

    /// <summary>True for characters of scripts that put no blanks between words.</summary>
    public static bool IsUnspaced(char c) => IsWide(c) && c is not (>= '\uAC00' and <= '\uD7A3');

    /// <summary>Gets the length of the longest start of a text that has at most this width and does not split a character.</summary>
    public static int Fit(ReadOnlySpan<char> text, int width)
    {
        var used = 0;
        for (var i = 0; i < text.Length;)
        {
            // A character can have any number of combining marks. To see that it is too wide, width + 2 code units suffice.
            var length = StringInfo.GetNextTextElementLength(text.Slice(i, Math.Min(width + 2, text.Length - i)));
            if (Width(text.Slice(i, length)) > width)
            {
                // No line could hold it, so its marks are split.
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
