using System.Text;

namespace VocaFuse.Captions;

/// <summary>Turns any text into one line of visible characters.</summary>
internal static class NormalizedText
{
    /// <summary>
    /// Makes one blank of each run of white space, trims both ends, and removes control characters and byte order marks.
    /// A lone surrogate becomes U+FFFD.
    /// </summary>
    public static string Of(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        var hasBlank = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                hasBlank = line.Length > 0;
            }
            else if (!Rune.IsControl(rune) && rune.Value != 0xFEFF)
            {
                line.Append(hasBlank ? " " : "").Append(rune.ToString());
                hasBlank = false;
            }
        }

        return line.ToString();
    }
}
