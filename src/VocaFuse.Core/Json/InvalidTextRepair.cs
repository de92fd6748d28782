using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace VocaFuse.Json;

/// <summary>
/// Repairs the text inside a document: bytes that are no UTF-8, and escapes that are half of a pair. Apps cut file names
/// and tags in the middle of an emoji, and the service hands them on; that must not make the whole list unreadable.
/// </summary>
internal static class InvalidTextRepair
{
    private static ReadOnlySpan<byte> Character => "\uFFFD"u8;

    private static ReadOnlySpan<byte> Escape => "\\uFFFD"u8;

    /// <summary>The document with a replacement character for what cannot be read; null where there is nothing to repair.</summary>
    public static byte[]? Repair(ReadOnlySpan<byte> document)
    {
        var repaired = Utf8.IsValid(document) ? null : ReplaceBytes(document);
        for (var half = NextHalf(repaired ?? document, 0); half >= 0; half = NextHalf(repaired, half + Escape.Length))
        {
            // The escape that takes its place is just as long.
            Escape.CopyTo((repaired ??= document.ToArray()).AsSpan(half));
        }

        return repaired;
    }

    /// <summary>Puts the replacement character in the place of bytes that are no text.</summary>
    private static byte[] ReplaceBytes(ReadOnlySpan<byte> document)
    {
        var length = 0;
        for (var rest = document; !rest.IsEmpty;)
        {
            length += Next(ref rest).Length;
        }

        Allowance.Require(length);
        var repaired = new byte[length];
        var place = 0;
        for (var rest = document; !rest.IsEmpty;)
        {
            var character = Next(ref rest);
            character.CopyTo(repaired.AsSpan(place));
            place += character.Length;
        }

        return repaired;
    }

    /// <summary>Takes the next character, or its replacement.</summary>
    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var isText = Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done;
        var character = isText ? rest[..length] : Character;
        rest = rest[length..];
        return character;
    }

    /// <summary>Where the next escape of half a pair stands; less than 0 where there is none.</summary>
    private static int NextHalf(ReadOnlySpan<byte> document, int from)
    {
        for (var i = from; i < document.Length - 1; i++)
        {
            var step = document[i..].IndexOf((byte)'\\');
            if (step < 0)
            {
                break;
            }

            i += step;
            if (CodeAt(document, i) is not { } code || !char.IsSurrogate(code))
            {
                // What follows a backslash begins no escape of its own.
                i++;
            }
            else if (char.IsHighSurrogate(code) && CodeAt(document, i + Escape.Length) is { } next && char.IsLowSurrogate(next))
            {
                i += (2 * Escape.Length) - 1;
            }
            else
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The character that an escape at a place stands for; null where there is no such escape.</summary>
    private static char? CodeAt(ReadOnlySpan<byte> document, int place) =>
        document.Length - place >= Escape.Length && document[place] == (byte)'\\' && document[place + 1] == (byte)'u'
        && ushort.TryParse(document.Slice(place + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
