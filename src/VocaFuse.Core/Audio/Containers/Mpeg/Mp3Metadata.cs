using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>
/// The metadata that many encoders write to a first frame without sound: Xing, Info or VBRI. Only the values that the other
/// frames do not contain are read: the number of samples that the encoder added before and after the sound.
/// </summary>
internal sealed record Mp3Metadata(long? StatedFrames, int AddedBefore, int AddedAfter)
{
    private const int VbriOffset = 36;

    /// <summary>Reads the first frame; null if it contains sound.</summary>
    public static Mp3Metadata? Read(AudioSource source, long position, Mp3FrameHeader header)
    {
        if (source.Peek(position + VbriOffset, 4).SequenceEqual("VBRI"u8))
        {
            return new Mp3Metadata(null, 0, 0);
        }

        // Frames with a checksum have it before the side information.
        var xing = position + Mp3FrameHeader.Size + header.SideInfoLength;
        return ReadXing(source.Peek(xing, 160)) ?? ReadXing(source.Peek(xing + 2, 160));
    }

    /// <summary>Gets the number of samples that do not belong to the recording. A truncated file lacks those at the end.</summary>
    public int SilentSamples(int frames) => AddedBefore + (frames >= (StatedFrames ?? 0) ? AddedAfter : 0);

    private static Mp3Metadata? ReadXing(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || !(bytes.StartsWith("Xing"u8) || bytes.StartsWith("Info"u8)))
        {
            return null;
        }

        // Four optional fields, then those of LAME: 21 bytes after its name are two numbers of 12 bits each.
        var flags = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        long? frames = (flags & 1) != 0 && bytes.Length >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) : null;
        var lame = 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        if (bytes.Length < lame + 24 || !(bytes[lame..].StartsWith("LAME"u8) || bytes[lame..].StartsWith("Lav"u8)))
        {
            return new Mp3Metadata(frames, 0, 0);
        }

        var added = (bytes[lame + 21] << 16) | (bytes[lame + 22] << 8) | bytes[lame + 23];
        return new Mp3Metadata(frames, added >> 12, added & 0xFFF);
    }
}
