using System.Text;
using System.Text.RegularExpressions;

namespace VocaFuse.Json;

/// <summary>
/// Repairs the text inside a JSON document: bytes that are not UTF-8, and escapes that are one half of a surrogate pair. Apps
/// truncate file names and tags inside an emoji, and the service returns them; that must not make a whole list unreadable.
/// </summary>
internal static partial class InvalidTextRepair
{
    private const string Replacement = "\\uFFFD";

    /// <summary>Gets the document with replacement characters for invalid text; null if all its text is valid.</summary>
    public static byte[]? Repair(ReadOnlySpan<byte> json)
    {
        // Decoding replaces invalid bytes with the replacement character.
        var text = new char[Encoding.UTF8.GetCharCount(json)];
        Encoding.UTF8.GetChars(json, text);
        foreach (var match in Escape().EnumerateMatches(text))
        {
            if (match.Length == Replacement.Length)
            {
                Replacement.CopyTo(text.AsSpan(match.Index));
            }
        }

        var repaired = Encoding.UTF8.GetBytes(text);
        return json.SequenceEqual(repaired) ? null : repaired;
    }

    /// <summary>
    /// Matches each escape: a surrogate pair (12 characters), half a pair (6), or the start of any other escape (2). Only half a
    /// pair is as long as its replacement.
    /// </summary>
    [GeneratedRegex(
        """\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.""",
        RegexOptions.Singleline)]
    private static partial Regex Escape();
}
