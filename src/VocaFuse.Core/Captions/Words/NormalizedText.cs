using System.Text;

namespace VocaFuse.Captions;

/// <summary>Converts any text to one line of visible characters.</summary>
internal static class NormalizedText
{
    /// <summary>
    /// Replaces each run of white space with one space, trims both ends, and removes control characters, byte order marks and
    /// marks that change the direction of text. A lone surrogate becomes U+FFFD. Letters with accents become one character each,
    /// so that words and texts can be compared.
    /// </summary>
    public static string Create(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        var hasBlank = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                hasBlank = line.Length > 0;
            }
            else if (!Rune.IsControl(rune) && !IsDirectionMarkOrBom(rune.Value))
            {
                line.Append(hasBlank ? " " : "").Append(rune.ToString());
                hasBlank = false;
            }
        }

        return line.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Returns true for the byte order mark and for bidirectional formatting characters, which affect more than their word.
    /// </summary>
    public static bool IsDirectionMarkOrBom(int rune) => rune
        is 0xFEFF or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
