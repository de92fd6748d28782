using System.Buffers.Binary;
using System.Text;

namespace VocaFuse.Audio.Containers;

/// <summary>The header of a box of an MP4 file. <c>IsCut</c> is true if its size exceeds its parent or the file.</summary>
internal readonly record struct Mp4Box(string Type, long Content, long End, bool IsCut)
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    public long Length => End - Content;

    /// <summary>Lists the boxes of a part of a file.</summary>
    public static IEnumerable<Mp4Box> List(AudioSource source, long start, long end)
    {
        for (var position = start; position + ShortHeader <= end && Read(source, position, end) is { } box; position = box.End)
        {
            yield return box;
        }
    }

    public IEnumerable<Mp4Box> Children(AudioSource source, int skip = 0) => List(source, Content + skip, End);

    private static Mp4Box? Read(AudioSource source, long position, long end)
    {
        var header = source.Peek(position, LongHeader);
        if (header.Length < ShortHeader)
        {
            return null;
        }

        // Size 1: a size of 64 bits follows. Size 0: the box extends to the end.
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var headerLength = size == 1 ? LongHeader : ShortHeader;
        if (headerLength > header.Length)
        {
            return null;
        }

        size = size switch
        {
            1 => BinaryPrimitives.ReadInt64BigEndian(header[ShortHeader..]),
            0 => end - position,
            _ => size,
        };
        if (size < headerLength)
        {
            return null;
        }

        var isCut = size > end - position;
        return new Mp4Box(Encoding.Latin1.GetString(header.Slice(4, 4)), position + headerLength, isCut ? end : position + size, isCut);
    }
}
