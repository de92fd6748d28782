using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>One logical stream of an Ogg file: what its first packet says, and the positions of its first and last page.</summary>
internal sealed class OggStream
{
    private long first;
    private long? last;

    private OggStream(int link, uint serial) => (Link, Serial) = (link, serial);

    /// <summary>Gets which of several joined recordings the stream belongs to.</summary>
    public int Link { get; }

    public uint Serial { get; }

    /// <summary>Gets the codec; null if it is not one of sound.</summary>
    public string? Codec { get; private init; }

    public bool IsVideo { get; private init; }

    public double SampleRate { get; private init; }

    public int Channels { get; private init; }

    /// <summary>Gets the samples at the beginning that a player drops; Opus alone states them.</summary>
    public int Skipped { get; private init; }

    /// <summary>Gets the number of samples that a packet can yield at most, for codecs whose packets do not tell.</summary>
    public long SamplesPerPacket { get; private init; }

    public bool HasSound => last is not null;

    public double Samples => last is { } end ? end - first - Skipped : 0;

    /// <summary>Reads the first packet of a stream.</summary>
    public static OggStream Of(int link, uint serial, ReadOnlySpan<byte> packet)
    {
        if (packet.StartsWith("OpusHead"u8) && packet.Length >= 19)
        {
            return new OggStream(link, serial)
            {
                Codec = "opus",
                SampleRate = OpusPacket.SampleRate,
                Channels = packet[9],
                Skipped = BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]),
            };
        }

        if (packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 30)
        {
            // The upper four bits of the block sizes: the power of two of the long block, half of which is new sound.
            return new OggStream(link, serial)
            {
                Codec = "vorbis",
                SampleRate = BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]),
                Channels = packet[11],
                SamplesPerPacket = (1 << (packet[28] >> 4)) / 2,
            };
        }

        if (packet.StartsWith("Speex   "u8) && packet.Length >= 68)
        {
            return new OggStream(link, serial)
            {
                Codec = "speex",
                SampleRate = BinaryPrimitives.ReadUInt32LittleEndian(packet[36..]),
                Channels = packet[48],
                SamplesPerPacket = (long)BinaryPrimitives.ReadUInt32LittleEndian(packet[56..])
                    * BinaryPrimitives.ReadUInt32LittleEndian(packet[64..]),
            };
        }

        if (packet.StartsWith("\u007fFLAC"u8) && packet.Length >= 30)
        {
            return new OggStream(link, serial)
            {
                Codec = "flac",
                SampleRate = BinaryPrimitives.ReadUInt32BigEndian(packet[27..]) >> 12,
                Channels = ((packet[29] >> 1) & 7) + 1,
                SamplesPerPacket = BinaryPrimitives.ReadUInt16BigEndian(packet[19..]),
            };
        }

        return new OggStream(link, serial) { IsVideo = packet is [0x80, .. var name] && name.StartsWith("theora"u8) };
    }

    /// <summary>Takes a page that ends at a position. A capture that begins in the middle of a broadcast begins at a high one.</summary>
    /// <param name="position">The samples since the beginning of the stream, at the end of the last packet that ends on the page.</param>
    /// <param name="packets">The number of packets that end on the page.</param>
    /// <param name="content">The content of the page.</param>
    public void Take(long position, int packets, ReadOnlySpan<byte> content)
    {
        if (last is null)
        {
            long perPacket = Codec == "opus" ? OpusPacket.SamplesOf(content) : SamplesPerPacket;
            first = Math.Max(0, position - (perPacket * packets));
        }

        last = position;
    }
}
