using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>A logical stream of an Ogg file: the metadata of its first packet, and the positions of its first and last page.</summary>
/// <param name="serial">The serial number of its pages.</param>
/// <param name="codec">The codec; null if it is not an audio codec.</param>
/// <param name="sampleRate">The sample rate, in samples per second.</param>
/// <param name="channels">The number of channels.</param>
internal sealed class OggStream(uint serial, string? codec, double sampleRate, int channels)
{
    private long first;
    private long? last;

    public uint Serial => serial;

    public string? Codec => codec;

    public double SampleRate => sampleRate;

    public int Channels => channels;

    public bool IsVideo { get; private init; }

    /// <summary>Gets the duration of the sound between the first and the last page.</summary>
    public double Seconds => last is { } end && sampleRate > 0 ? Math.Max(0, end - first - Skipped) / sampleRate : 0;

    /// <summary>Gets the number of samples at the start that a player drops. Only Opus states it.</summary>
    private int Skipped { get; init; }

    /// <summary>Gets the maximum number of samples of a packet, for codecs whose packets do not state it.</summary>
    private long SamplesPerPacket { get; init; }

    /// <summary>Reads the first packet of a stream.</summary>
    public static OggStream Read(uint serial, ReadOnlySpan<byte> packet)
    {
        if (packet.StartsWith("OpusHead"u8) && packet.Length >= 19)
        {
            return new OggStream(serial, "opus", OpusPacket.SampleRate, packet[9])
            {
                Skipped = BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]),
            };
        }

        if (packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 30)
        {
            // The upper four bits of the block sizes: the power of two of the long block, half of which is new sound.
            return new OggStream(serial, "vorbis", BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]), packet[11])
            {
                SamplesPerPacket = (1 << (packet[28] >> 4)) / 2,
            };
        }

        if (packet.StartsWith("Speex   "u8) && packet.Length >= 68)
        {
            return new OggStream(serial, "speex", BinaryPrimitives.ReadUInt32LittleEndian(packet[36..]), packet[48])
            {
                SamplesPerPacket = (long)BinaryPrimitives.ReadUInt32LittleEndian(packet[56..])
                    * BinaryPrimitives.ReadUInt32LittleEndian(packet[64..]),
            };
        }

        if (packet.StartsWith("\u007fFLAC"u8) && packet.Length >= 30)
        {
            return new OggStream(serial, "flac", BinaryPrimitives.ReadUInt32BigEndian(packet[27..]) >> 12, ((packet[29] >> 1) & 7) + 1)
            {
                SamplesPerPacket = BinaryPrimitives.ReadUInt16BigEndian(packet[19..]),
            };
        }

        return new OggStream(serial, null, 0, 0) { IsVideo = packet is [0x80, .. var name] && name.StartsWith("theora"u8) };
    }

    /// <summary>Adds a page that ends at a position. A capture from the middle of a broadcast starts at a high position.</summary>
    /// <param name="position">The samples since the start of the stream, at the end of the last packet that ends on the page.</param>
    /// <param name="packets">The number of packets that end on the page.</param>
    /// <param name="content">The content of the page.</param>
    public void Take(long position, int packets, ReadOnlySpan<byte> content)
    {
        if (last is null)
        {
            var perPacket = codec == "opus" ? OpusPacket.SamplesOf(content) : SamplesPerPacket;
            first = Math.Max(0, position - (perPacket * packets));
        }

        last = position;
    }
}
