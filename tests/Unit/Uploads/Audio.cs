using System.Buffers.Binary;
using System.Text;

namespace VocaFuse.Unit.Uploads;

/// <summary>Makes audio files on the spot: real WAV, and of the other formats as much as a header reader looks at.</summary>
internal static class Audio
{
    /// <summary>A WAV file with noise in it.</summary>
    /// <param name="seconds">How long it is.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="claimedSize">The size of the samples as the header gives it; null for the true one.</param>
    /// <param name="before">A chunk in front of the format, as editors leave them.</param>
    /// <param name="isExtensible">True for the longer form of the format.</param>
    public static byte[] Wav(double seconds, int sampleRate = 16_000, uint? claimedSize = null, byte[]? before = null, bool isExtensible = false)
    {
        var samples = new byte[(int)(seconds * sampleRate) * 2];
        new Random(1).NextBytes(samples);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(uint.MaxValue);
        writer.Write("WAVE"u8);
        if (before is not null)
        {
            writer.Write("LIST"u8);
            writer.Write(before.Length);
            writer.Write(before);
            writer.Write(new byte[before.Length % 2]);
        }

        writer.Write("fmt "u8);
        writer.Write(isExtensible ? 40 : 16);
        writer.Write((ushort)(isExtensible ? 0xFFFE : 1));
        writer.Write((ushort)1);
        writer.Write(sampleRate);
        writer.Write(sampleRate * 2);
        writer.Write((ushort)2);
        writer.Write((ushort)16);
        if (isExtensible)
        {
            writer.Write([22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]]);
        }

        writer.Write("data"u8);
        writer.Write(claimedSize ?? (uint)samples.Length);
        writer.Write(samples);
        return file.ToArray();
    }

    /// <summary>An Ogg file of a first page, some sound, and a last page that ends at a position.</summary>
    public static byte[] Ogg(byte[] firstPacket, long end, int serial = 7) =>
        [.. OggPage(2, 0, serial, firstPacket), .. OggPage(0, -1, serial, new byte[200]), .. OggPage(4, end, serial, new byte[100])];

    public static byte[] OpusHead(ushort skip) => [.. "OpusHead"u8, 1, 2, (byte)skip, (byte)(skip >> 8), 0x80, 0xBB, 0, 0, 0, 0, 0];

    public static byte[] VorbisHead(int rate)
    {
        var head = new byte[30];
        "\u0001vorbis"u8.CopyTo(head);
        head[11] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), rate);
        return head;
    }

    /// <summary>An MP4 file whose movie stands behind the sound, as recorders leave it.</summary>
    public static byte[] Mp4(uint scale, ulong length, bool isLong = false)
    {
        var header = new byte[isLong ? 112 : 100];
        header[0] = (byte)(isLong ? 1 : 0);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(isLong ? 20 : 12), scale);
        if (isLong)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(24), length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(16), (uint)length);
        }

        return [.. Box("ftyp", [.. "M4A "u8, 0, 0, 0, 0]), .. Box("mdat", new byte[500]), .. Box("moov", [.. Box("udta", new byte[9]), .. Box("mvhd", header)])];
    }

    public static byte[] WebM(string documentType = "webm") => [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. Encoding.ASCII.GetBytes(documentType), .. new byte[300]];

    public static byte[] Mp3(bool hasTag) => [.. hasTag ? "ID3\u0004"u8 : [0xFF, 0xFB, 0x90, 0x64], .. new byte[400]];

    /// <summary>An MP3 tag and noise.</summary>
    public static byte[] Large(int size)
    {
        var content = new byte[size];
        new Random(2).NextBytes(content);
        "ID3"u8.CopyTo(content);
        return content;
    }

    private static byte[] OggPage(byte kind, long position, int serial, byte[] packet)
    {
        var head = new byte[28];
        "OggS"u8.CopyTo(head);
        head[5] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(6), position);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(14), serial);
        head[26] = 1;
        head[27] = (byte)packet.Length;
        return [.. head, .. packet];
    }

    private static byte[] Box(string type, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box, 8);
        return box;
    }
}
