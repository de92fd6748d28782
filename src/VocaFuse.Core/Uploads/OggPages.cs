using System.Buffers.Binary;

namespace VocaFuse.Uploads;

/// <summary>Reads the first and the last page of an Ogg file: the one names the codec, the other the number of samples.</summary>
internal static class OggPages
{
    private const int PageHead = 27;

    /// <summary>A page with all its segments full; the last one begins no farther from the end.</summary>
    private const int LongestPage = PageHead + 255 + (255 * 255);

    /// <summary>Opus counts in 48 kHz, whatever it was recorded at.</summary>
    private const int OpusRate = 48_000;

    public static AudioMetadata? Read(FileStream file)
    {
        var first = new byte[Math.Min(file.Length, 512)];
        file.ReadFully(0, first);
        if (first.Length < PageHead || first.Length < PageHead + first[26] + 19)
        {
            return null;
        }

        var serial = first.AsSpan(14, 4);
        var packet = first.AsSpan(PageHead + first[26]);
        var samples = LastSample(file, serial);
        if (packet.StartsWith("OpusHead"u8))
        {
            return new AudioMetadata("opus")
            {
                Channels = packet[9],
                SampleRate = OpusRate,
                Duration = AudioMetadata.DurationOf(samples - BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]), OpusRate),
            };
        }

        if (packet.StartsWith("\u0001vorbis"u8))
        {
            var rate = BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]);
            return new AudioMetadata("vorbis") { Channels = packet[11], SampleRate = (int)Math.Min(rate, int.MaxValue), Duration = AudioMetadata.DurationOf(samples, rate) };
        }

        return new AudioMetadata("ogg");
    }

    /// <summary>The position that the last page of a stream ends at; 0 where none tells.</summary>
    private static long LastSample(FileStream file, ReadOnlySpan<byte> serial)
    {
        var end = new byte[Math.Min(file.Length, LongestPage)];
        file.ReadFully(file.Length - end.Length, end);
        for (var rest = end.AsSpan(); rest.LastIndexOf("OggS"u8) is >= 0 and var page; rest = rest[..page])
        {
            if (end.Length - page >= PageHead
                && end.AsSpan(page + 14, 4).SequenceEqual(serial)
                && BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(page + 6)) is >= 0 and var position)
            {
                return position;
            }
        }

        return 0;
    }
}
