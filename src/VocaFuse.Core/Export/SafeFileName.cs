using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Export;

/// <summary>Makes file names that are one, on every system: no way out of the folder, no device, not too long.</summary>
internal static class SafeFileName
{
    /// <summary>In bytes of UTF-8. Common file systems take 255, of bytes or of UTF-16 units, the ending included.</summary>
    private const int MaximumLength = 200;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Takes out of a part of a name what no system, or not every one, has in names.</summary>
    public static string Part(string value)
    {
        var part = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            part.Append(IsAllowed(rune) ? rune.ToString() : "_");
        }

        return part.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// The same for an id. One that had to be changed gets a few digits of its hash, so that it does not end up with the
    /// name of another.
    /// </summary>
    public static string IdPart(string id)
    {
        var part = Whole(Part(id));
        return part == id ? id : Marked(part, id);
    }

    /// <summary>Mends what is only wrong of a name as a whole: dots and blanks at its ends, devices, its length.</summary>
    public static string Whole(string name)
    {
        var mended = name.Length == 0 || name[0] is '.' or ' ' ? "_" + name.TrimStart('.', ' ') : name;
        mended = mended.TrimEnd('.', ' ');
        mended = Devices.Contains(mended.Split('.')[0].TrimEnd(' ')) ? "_" + mended : mended;
        return Encoding.UTF8.GetByteCount(mended) <= MaximumLength ? mended : Marked(mended, name);
    }

    private static string Marked(string name, string original)
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
    /// No separator or wildcard of any system, no control character, none that turns the direction of a name around, and
    /// none that Unicode says is no character.
    /// </summary>
    private static bool IsAllowed(Rune rune) =>
        !Rune.IsControl(rune)
        && (rune.Value & 0xFFFE) != 0xFFFE
        && rune.Value is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && rune.Value is not (0x2028 or 0x2029 or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xFDD0 and <= 0xFDEF) or 0xFEFF or 0xFFFD);
}
