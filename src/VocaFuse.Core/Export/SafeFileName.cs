using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Captions;

namespace VocaFuse.Export;

/// <summary>Creates file names that are valid on every system: no path, no device name, not too long.</summary>
internal static partial class SafeFileName
{
    /// <summary>The maximum length in bytes of UTF-8, without the extension. Common file systems allow 255 bytes in all.</summary>
    private const int MaximumLength = 200;

    /// <summary>Replaces the characters of a part of a name that are invalid in names on some system.</summary>
    public static string ReplaceInvalid(string value)
    {
        var part = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            part.Append(IsAllowed(rune) ? rune.ToString() : "_");
        }

        return part.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Replaces the invalid characters of an id. An id that had to be changed gets some digits of its hash, so that two ids do not
    /// get the same name.
    /// </summary>
    public static string FromId(string id)
    {
        var part = Complete(ReplaceInvalid(id));
        return part == id ? id : WithHash(part, id);
    }

    /// <summary>Corrects a whole name: dots and blanks at its ends, device names, its length.</summary>
    public static string Complete(string name)
    {
        var corrected = name.Length == 0 || name[0] is '.' or ' ' ? "_" + name.TrimStart('.', ' ') : name;
        corrected = corrected.TrimEnd('.', ' ');
        corrected = Device().IsMatch(corrected) ? "_" + corrected : corrected;
        return Encoding.UTF8.GetByteCount(corrected) <= MaximumLength ? corrected : WithHash(corrected, name);
    }

    private static string WithHash(string name, string original)
    {
        var mark = "~" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(original)), 0, 4).ToLowerInvariant();
        var kept = new StringBuilder();
        var length = mark.Length;
        foreach (var rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > MaximumLength)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept + mark;
    }

    /// <summary>
    /// True unless a character is a separator or a wildcard of some system, a control character, a mark that changes the direction of
    /// text, or a code point that Unicode excludes from text.
    /// </summary>
    private static bool IsAllowed(Rune rune) =>
        !Rune.IsControl(rune)
        && (rune.Value & 0xFFFE) != 0xFFFE
        && rune.Value is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && !NormalizedText.IsDirectionMarkOrBom(rune.Value)
        && rune.Value is not (0x2028 or 0x2029 or (>= 0xFDD0 and <= 0xFDEF) or 0xFFFD);

    /// <summary>The names of devices in Windows, with or without an extension.</summary>
    [GeneratedRegex(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
