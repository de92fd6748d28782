using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>Reads WAV files: the chunks of RIFF, and RF64 and BW64 with their 64-bit sizes.</summary>
internal static class WavReader
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    public static AudioMetadata Read(AudioSource source)
    {
        WavFormat? format = null;
        uint? statedSamples = null;
        long? size64 = null;
        for (long position = FirstChunk; source.TryRead(position, ChunkHeader, out var header);)
        {
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            var content = position + ChunkHeader;
            if (header.StartsWith("data"u8))
            {
                // Recorders that cannot seek write the size 0 or all ones.
                var rest = source.Length - content;
                size = size == uint.MaxValue ? size64 ?? size : size;
                size = size <= 0 || size > rest ? rest : size;
                return format is not null && size > 0
                    ? Describe(format, size, statedSamples)
                    : throw new InvalidAudioException(AudioErrorReason.Unreadable, size > 0 ? "has no format chunk" : "contains no sound");
            }

            if (header.StartsWith("fmt "u8) && size >= WavFormat.ShortestLength)
            {
                format = WavFormat.Read(source.Peek(content, (int)Math.Min(size, WavFormat.LongestLength)));
            }
            else if (header.StartsWith("fact"u8) && source.TryRead(content, 4, out var fact))
            {
                statedSamples = BinaryPrimitives.ReadUInt32LittleEndian(fact);
            }
            else if (header.StartsWith("ds64"u8) && source.TryRead(content + 8, 8, out var dataSize))
            {
                size64 = BinaryPrimitives.ReadInt64LittleEndian(dataSize);
            }

            position = content + size + (size & 1);
        }

        throw new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: the WAV data chunk is missing");
    }

    private static AudioMetadata Describe(WavFormat format, long bytes, uint? statedSamples)
    {
        var duration = format.DurationOf(bytes, statedSamples);
        return new AudioMetadata(AudioFormat.Wav)
        {
            Codec = format.Codec,
            Duration = duration,
            SampleRate = AudioMetadata.CountOf(format.SampleRate),
            Channels = AudioMetadata.CountOf(format.Channels),
            BitRate = duration is { } known ? AudioMetadata.CountOf(bytes * 8 / known.TotalSeconds) : null,
        };
    }
}
