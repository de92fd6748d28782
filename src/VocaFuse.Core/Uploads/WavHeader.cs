using System.Buffers.Binary;

namespace VocaFuse.Uploads;

/// <summary>Reads the chunks of a WAV file, up to its samples.</summary>
internal static class WavHeader
{
    private const int FirstChunk = 12;

    private const int MostChunks = 100;

    public static AudioMetadata? Read(FileStream file)
    {
        var head = new byte[8];
        var format = new byte[26];
        var hasFormat = false;
        long place = FirstChunk;
        for (var i = 0; i < MostChunks && file.ReadFully(place, head); i++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            var content = place + head.Length;
            if (head.AsSpan().StartsWith("fmt "u8))
            {
                hasFormat = file.ReadFully(content, format.AsSpan(0, (int)Math.Clamp(size, 16, format.Length)));
            }
            else if (head.AsSpan().StartsWith("data"u8))
            {
                // What is written while it is recorded says nothing, or all ones, where the size should be.
                var rest = file.Length - content;
                return hasFormat && rest > 0 ? Facts(format, size == 0 || size > rest ? rest : size) : null;
            }

            place = content + size + (size & 1);
        }

        return null;
    }

    private static AudioMetadata Facts(ReadOnlySpan<byte> format, long bytes)
    {
        const int extensible = 0xFFFE;
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        tag = tag == extensible ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : tag;
        var sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        var bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(format[8..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        return new AudioMetadata(Codec(tag, bits))
        {
            Duration = AudioMetadata.DurationOf(bytes, bytesPerSecond),
            SampleRate = (int)Math.Min(sampleRate, int.MaxValue),
            Channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
            BitRate = (int)Math.Min(bytesPerSecond * 8L, int.MaxValue),
        };
    }

    private static string Codec(int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => "pcm_u8",
        (1, _) => $"pcm_s{bits}le",
        (3, _) => $"pcm_f{bits}le",
        (6, _) => "pcm_alaw",
        (7, _) => "pcm_mulaw",
        _ => "pcm",
    };
}
