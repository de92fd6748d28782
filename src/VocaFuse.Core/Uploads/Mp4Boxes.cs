using System.Buffers.Binary;

namespace VocaFuse.Uploads;

/// <summary>Reads the length that an MP4 file gives in its movie header.</summary>
internal static class Mp4Boxes
{
    private const int MostBoxes = 1000;

    public static AudioMetadata Read(FileStream file)
    {
        var header = new byte[32];
        var movie = Find(file, 0, file.Length, "moov"u8);
        var found = Find(file, movie.Content, movie.End, "mvhd"u8);
        if (found.End - found.Content < header.Length || !file.ReadFully(found.Content, header))
        {
            return new AudioMetadata("aac");
        }

        // The second version has 64 bits for the times, so the scale stands farther behind.
        var isLong = header[0] == 1;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(isLong ? 20 : 12));
        double length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(24)) : BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(16));
        return new AudioMetadata("aac") { Duration = length is uint.MaxValue or ulong.MaxValue ? null : AudioMetadata.DurationOf(length, scale) };
    }

    /// <summary>Where the content of the first box of a type begins and ends; nowhere where there is none.</summary>
    private static (long Content, long End) Find(FileStream file, long place, long end, ReadOnlySpan<byte> type)
    {
        var head = new byte[16];
        for (var i = 0; i < MostBoxes && place + 8 <= end && file.ReadFully(place, head.AsSpan(0, 8)); i++)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var content = place + 8;
            if (size == 1 && file.ReadFully(content, head.AsSpan(8)))
            {
                size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8));
                content += 8;
            }

            var boxEnd = size == 0 ? end : place + size;
            if (boxEnd < content || boxEnd > end)
            {
                break;
            }

            if (head.AsSpan(4, 4).SequenceEqual(type))
            {
                return (content, boxEnd);
            }

            place = boxEnd;
        }

        return (0, 0);
    }
}
