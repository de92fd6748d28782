using System.Buffers.Binary;

namespace VocaFuse.Unit.Audio;

/// <summary>Writes small audio files: the containers are complete, the sound in them is noise or zeros.</summary>
internal static partial class AudioSamples
{
    /// <summary>Writes a WAV file of 16-bit samples in one channel.</summary>
    /// <param name="seconds">The duration.</param>
    /// <param name="sampleRate">The samples per second.</param>
    /// <param name="claimedSize">The size of the samples in the header; null for the true one.</param>
    /// <param name="before">The content of a chunk before the format, as editors write it.</param>
    /// <param name="isExtensible">True for the longer form of the format chunk.</param>
    public static byte[] Wav(double seconds, int sampleRate = 16_000, uint? claimedSize = null, byte[]? before = null,
        bool isExtensible = false)
    {
        var samples = new byte[(int)(seconds * sampleRate) * 2];
        new Random(1).NextBytes(samples);
        byte[] format =
        [
            .. Little16(isExtensible ? 0xFFFE : 1), .. Little16(1), .. Little32(sampleRate), .. Little32(sampleRate * 2),
                .. Little16(2), .. Little16(16),
            .. isExtensible ? [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]] : Array.Empty<byte>(),
        ];
        return
        [
            .. "RIFF"u8, .. Little32(-1), .. "WAVE"u8,
            .. before is null ? [] : Chunk("LIST", before),
            .. Chunk("fmt ", format),
            .. "data"u8, .. Little32((int)(claimedSize ?? (uint)samples.Length)), .. samples,
        ];
    }

    /// <summary>Writes a WAV file with 64-bit sizes.</summary>
    public static byte[] Wav64(string signature, double seconds, byte[]? after = null)
    {
        var wav = Wav(seconds, 8_000, claimedSize: uint.MaxValue);
        byte[] sizes = [.. Little64(wav.Length), .. Little64(wav.Length - 44), .. Little64(0), .. Little32(0)];
        return [.. Ascii(signature), .. Little32(-1), .. "WAVE"u8, .. Chunk("ds64", sizes), .. wav[12..], .. after ?? []];
    }

    /// <summary>Writes a WAV file in a compressed codec, of 1000 bytes of sound.</summary>
    public static byte[] CompressedWav(int tag, int blockAlign, int samplesPerBlock, int? fact, int bytesPerSecond = 4096)
    {
        byte[] format =
        [
            .. Little16(tag), .. Little16(1), .. Little32(8_000), .. Little32(bytesPerSecond), .. Little16(blockAlign), .. Little16(4),
            .. Little16(2), .. Little16(samplesPerBlock),
        ];
        byte[] facts = fact is { } samples ? Chunk("fact", Little32(samples)) : [];
        return [.. "RIFF"u8, .. Little32(-1), .. "WAVE"u8, .. Chunk("fmt ", format), .. facts, .. Chunk("data", new byte[1000])];
    }

    /// <summary>Writes an Ogg file: a first page, a page of headers, pages of sound, each with the position at its end.</summary>
    public static byte[] Ogg(byte[] firstPacket, params (long Position, byte[] Packet)[] pages)
    {
        byte[] file = [.. OggPage(2, 0, 7, firstPacket), .. OggPage(0, 0, 7, new byte[60])];
        return pages.Aggregate(file, static (written, page) => [.. written, .. OggPage(0, page.Position, 7, page.Packet)]);
    }

    /// <summary>Writes a packet of Opus that lasts 20 ms.</summary>
    public static byte[] OpusPacket(int length = 100) => [0x08, .. new byte[length]];

    public static byte[] OpusHead(ushort skip = 312) => [.. "OpusHead"u8, 1, 1, .. Little16(skip), .. Little32(48_000), 0, 0, 0];

    public static byte[] VorbisHead(int rate) => [1, .. "vorbis"u8, .. new byte[4], 1, .. Little32(rate), .. new byte[12], 0xB8, 1];

    public static byte[] SpeexHead(int rate) =>
        [.. "Speex   "u8, .. new byte[28], .. Little32(rate), .. new byte[8], .. Little32(1), .. new byte[4], .. Little32(160),
            .. new byte[4], .. Little32(1), .. new byte[12]];

    public static byte[] FlacHead(int rate) =>
        [0x7F, .. "FLAC"u8, 1, 0, 0, 1, .. "fLaC"u8, 0, 0, 0, 34, .. Big16(4096), .. Big16(4096), .. new byte[6],
            .. Big32((rate << 12) | (1 << 9) | (15 << 4)), .. new byte[20]];

    public static byte[] OggPage(byte kind, long position, int serial, byte[] packet) =>
        [.. "OggS"u8, 0, kind, .. Little64(position), .. Little32(serial), .. new byte[8], 1, (byte)packet.Length, .. packet];

    /// <summary>Writes frames of 128 kbit/s and 44.1 kHz in one channel, each of 417 bytes and 1152 samples, with noise in them.</summary>
    public static byte[] Mp3(int frames)
    {
        var random = new Random(2);
        var file = new byte[frames * 417];
        random.NextBytes(file);
        for (var frame = 0; frame < file.Length; frame += 417)
        {
            ((ReadOnlySpan<byte>)[0xFF, 0xFB, 0x90, 0xC0]).CopyTo(file.AsSpan(frame));
        }

        return file;
    }

    /// <summary>Writes a first frame with metadata: a name, the number of frames, what the encoder added before and after.</summary>
    public static byte[] Mp3Facts(string name, int frames, int before, int after)
    {
        byte[] facts = [.. Ascii(name), .. Big32(1), .. Big32(frames), .. "LAME3.100"u8, .. new byte[12],
            .. Big32((before << 20) | (after << 8))];
        byte[] frame = [0xFF, 0xFB, 0x90, 0xC0, .. new byte[name == "VBRI" ? 32 : 17], .. facts];
        return [.. frame, .. new byte[417 - frame.Length]];
    }

    /// <summary>Writes an ID3v2 tag with noise in it, as large as one with a picture.</summary>
    public static byte[] Id3(int length = 5000)
    {
        var content = new byte[length];
        new Random(3).NextBytes(content);
        return [.. "ID3"u8, 4, 0, 0, (byte)(length >> 21), (byte)((length >> 14) & 0x7F), (byte)((length >> 7) & 0x7F),
            (byte)(length & 0x7F), .. content];
    }

    public static byte[] ApeTag(int length = 40) =>
        [.. "APETAGEX"u8, .. Little32(2000), .. Little32(length), .. new byte[16], .. new byte[length]];

    /// <summary>Writes an MP3 file of a size, most of which is a tag.</summary>
    public static byte[] Large(int size) => [.. Id3(size - 10 - (50 * 417)), .. Mp3(50)];

    private static byte[] Chunk(string type, byte[] content) =>
        [.. Ascii(type), .. Little32(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Ascii(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Little32(int value) => BitConverter.GetBytes(value);

    private static byte[] Little64(long value) => BitConverter.GetBytes(value);

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Big32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
        return bytes;
    }
}
