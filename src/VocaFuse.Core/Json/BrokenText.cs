using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace VocaFuse.Json;

/// <summary>
/// Repairs the text inside a document: bytes that are no UTF-8, and escapes that are half of a pair. Apps cut file names
/// and tags in the middle of an emoji, and the service hands them on; that must not make the whole list unreadable.
/// </summary>
internal static class BrokenText
{
    private static ReadOnlySpan<byte> Replacement => "\\uFFFD"u8;

    /// <summary>The document with a replacement character for what cannot be read; null where there is nothing to repair.</summary>
    public static byte[]? Repair(ReadOnlySpan<byte> document)
    {
        var isText = Utf8.IsValid(document);
        // Decoding puts the replacement character in the place of bytes that are none.
        var repaired = isText ? document.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(document));
        return ReplaceHalves(repaired) || !isText ? repaired : null;
    }

    /// <summary>Overwrites escapes of half pairs; the replacement's own escape is just as long.</summary>
    private static bool ReplaceHalves(Span<byte> document)
    {
        var hasReplaced = false;
        for (var i = 0; i < document.Length - 1; i++)
        {
            if (document[i] != (byte)'\\')
            {
                continue;
            }

            if (CodeAt(document, i) is not { } code || !char.IsSurrogate(code))
            {
                // What follows a backslash begins no escape of its own.
                i++;
            }
            else if (char.IsHighSurrogate(code) && CodeAt(document, i + Replacement.Length) is { } next && char.IsLowSurrogate(next))
            {
                i += (2 * Replacement.Length) - 1;
            }
            else
            {
                Replacement.CopyTo(document[i..]);
                hasReplaced = true;
            }
        }

        return hasReplaced;
    }

    /// <summary>The character that an escape at a place stands for; null where there is no such escape.</summary>
    private static char? CodeAt(ReadOnlySpan<byte> document, int place) =>
        document.Length - place >= Replacement.Length && document[place] == (byte)'\\' && document[place + 1] == (byte)'u'
        && ushort.TryParse(document.Slice(place + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
