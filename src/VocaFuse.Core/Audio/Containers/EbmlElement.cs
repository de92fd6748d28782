namespace VocaFuse.Audio.Containers;

/// <summary>The header of an EBML element, the binary form of WebM: an ID, and a size that may be unknown.</summary>
internal readonly record struct EbmlElement(uint Id, long Content, long? Size)
{
    private const int LongestId = 4;
    private const int LongestSize = 8;

    /// <summary>Gets the position after the element; if the size is unknown, the start of the content.</summary>
    public long End => Content + (Size ?? 0);

    /// <summary>Reads the header at a position; null if there is none, or if it is damaged.</summary>
    public static EbmlElement? Read(AudioSource source, long position)
    {
        var bytes = source.Peek(position, LongestId + LongestSize);
        var idLength = bytes.IsEmpty ? 0 : LengthOf(bytes[0]);
        if (idLength is 0 or > LongestId || idLength >= bytes.Length)
        {
            return null;
        }

        uint id = 0;
        foreach (var part in bytes[..idLength])
        {
            id = (id << 8) | part;
        }

        return ReadNumber(bytes[idLength..], out var sizeLength) is { } size
            ? new EbmlElement(id, position + idLength + sizeLength, size == UnknownSize(sizeLength) ? null : size)
            : null;
    }

    /// <summary>
    /// Reads a number of variable length: the count of leading zero bits in its first byte is the number of further bytes.
    /// </summary>
    public static long? ReadNumber(ReadOnlySpan<byte> bytes, out int length)
    {
        length = bytes.IsEmpty ? 0 : LengthOf(bytes[0]);
        if (length == 0 || length > bytes.Length)
        {
            return null;
        }

        long number = bytes[0] & (0xFF >> length);
        foreach (var part in bytes[1..length])
        {
            number = (number << 8) | part;
        }

        return number;
    }

    private static int LengthOf(byte first) => first == 0 ? 0 : byte.LeadingZeroCount(first) + 1;

    private static long UnknownSize(int length) => (1L << (7 * length)) - 1;
}
