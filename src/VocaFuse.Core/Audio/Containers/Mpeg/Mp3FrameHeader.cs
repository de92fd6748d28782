namespace VocaFuse.Audio.Containers;

/// <summary>The four bytes before each frame of an MP3 file: MPEG version 1, 2 or 2.5, layer III.</summary>
/// <remarks><c>Length</c> is the number of bytes of the frame; for a free-format frame, of its padding only.</remarks>
internal readonly record struct Mp3FrameHeader(bool IsVersion1, int SampleRate, bool IsMono, bool IsFreeFormat, int Length)
{
    public const int Size = 4;

    private static readonly int[] Version1BitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Version2BitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] SampleRates = [44_100, 48_000, 32_000];

    /// <summary>Gets the number of samples in each frame.</summary>
    public int Samples => IsVersion1 ? 1152 : 576;

    /// <summary>
    /// Gets the number of bytes between the header and the sound. In a metadata frame (Xing, Info), the metadata follows them.
    /// </summary>
    public int SideInfoLength => (IsVersion1, IsMono) switch { (true, false) => 32, (true, true) or (false, false) => 17, _ => 9 };

    /// <summary>Reads a header; null if the bytes are not a header.</summary>
    public static Mp3FrameHeader? Read(ReadOnlySpan<byte> bytes)
    {
        const int reserved = 3;
        if (bytes.Length < Size || bytes[0] != 0xFF || !IsLayer3(bytes[1]))
        {
            return null;
        }

        var version = (bytes[1] >> 3) & 3;
        var bitRate = bytes[2] >> 4;
        var rate = (bytes[2] >> 2) & 3;
        if (version == 1 || bitRate == 15 || rate == reserved)
        {
            return null;
        }

        var isVersion1 = version == 3;
        var sampleRate = SampleRates[rate] / (version switch { 3 => 1, 2 => 2, _ => 4 });
        var padding = (bytes[2] >> 1) & 1;
        var kilobits = (isVersion1 ? Version1BitRates : Version2BitRates)[bitRate];
        var length = ((isVersion1 ? 144_000 : 72_000) * kilobits / sampleRate) + padding;
        return new Mp3FrameHeader(isVersion1, sampleRate, bytes[3] >> 6 == 3, kilobits == 0, length);
    }

    /// <summary>Returns the index of the first bytes that can be a header; -1 if there are none.</summary>
    public static int IndexIn(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + Size <= bytes.Length; i++)
        {
            if (bytes[i] == 0xFF && IsLayer3(bytes[i + 1]) && Read(bytes[i..]) is not null)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns true if two frames can belong to the same recording.</summary>
    public bool IsLike(Mp3FrameHeader other) =>
        IsVersion1 == other.IsVersion1 && SampleRate == other.SampleRate && IsFreeFormat == other.IsFreeFormat;

    /// <summary>Returns true for the second byte of a header: the rest of the synchronization, a version, and layer III.</summary>
    private static bool IsLayer3(byte second) => (second & 0xE6) == 0xE2;
}
