using System.Globalization;
using System.Text;

namespace VocaFuse.Captions;

/// <summary>Measures the text of captions, and decides where a line can be broken.</summary>
internal static class CaptionText
{
    /// <summary>Joins a word and its separate punctuation, such as "va ?" in French, so that the line is not broken between them.</summary>
    public const char NoBreakSpace = '\u00A0';

    private const string Closing = ".,;:!?%)]}’”»›…‥、。，．・：；！？）］｝〉》」』】〕〗〙〛ー々؟،؛।॥ๆฯ";
    private const string Opening = "([{‘“«‹„‚¿¡（［｛〈《「『【〔〖〘〚";

    /// <summary>The punctuation that follows a word directly.</summary>
    public static readonly char[] ClosingMarks = Closing.ToCharArray();

    private static readonly string[] Contractions = ["n't", "'s", "'m", "'d", "'ll", "'re", "'ve"];

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

    /// <summary>Returns true for letters, digits and their combining marks, which are compared to find a word in a text.</summary>
    public static bool IsLetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    /// <summary>Returns true for characters of scripts without spaces between words.</summary>
    public static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
        || (IsWide(c) && c is not (>= '\uAC00' and <= '\uD7A3'));

    /// <summary>Returns true for punctuation that follows a word directly.</summary>
    public static bool IsClosing(char c) => Closing.Contains(c, StringComparison.Ordinal);

    /// <summary>Returns true for punctuation that precedes a word directly.</summary>
    public static bool IsOpening(char c) => Opening.Contains(c, StringComparison.Ordinal);

    /// <summary>
    /// Returns true for a word that belongs to the one before it: only closing punctuation, or the rest of a contraction.
    /// </summary>
    public static bool IsEnding(string word) =>
        word.All(IsClosing) || Contractions.Contains(word.Replace('’', '\''), StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the range from the first letter of a text to its last; empty if it has none.</summary>
    public static (int Start, int End) LettersIn(string text)
    {
        int start = 0, end = 0, position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsLetter(rune))
            {
                start = end == 0 ? position : start;
                end = position + rune.Utf16SequenceLength;
            }

            position += rune.Utf16SequenceLength;
        }

        return (start, end);
    }

    /// <summary>Returns true if a line must not be broken between two characters.</summary>
    public static bool KeepsTogether(char last, char next) => IsClosing(next) || IsOpening(last) || IsLeadingVowel(last)
        || last == NoBreakSpace || next == NoBreakSpace;

    /// <summary>Gets the length of the start of a text that fits on a line, without splitting grapheme clusters.</summary>
    public static int Fit(ReadOnlySpan<char> text, int width)
    {
        int used = 0, end = 0;
        for (var i = 0; i < text.Length;)
        {
            // A character can have any number of combining marks. width + 2 code units suffice to find out that it is too wide.
            var length = StringInfo.GetNextTextElementLength(text.Slice(i, Math.Min(width + 2, text.Length - i)));
            if (Width(text.Slice(i, length)) > width)
            {
                // It is wider than a line, so its marks are split.
                length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            }

            used += Width(text.Slice(i, length));
            if (used > width)
            {
                return end > 0 ? end : i;
            }

            i += length;
            if (i < text.Length && !KeepsTogether(text[i - 1], text[i]))
            {
                end = i;
            }
        }

        return text.Length;
    }

    /// <summary>Returns true for the vowels of Thai and Lao that are written before the consonant that precedes them in speech.</summary>
    private static bool IsLeadingVowel(char c) => c is (>= '\u0E40' and <= '\u0E44') or (>= '\u0EC0' and <= '\u0EC4');

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
