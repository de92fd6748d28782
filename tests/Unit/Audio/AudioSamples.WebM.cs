namespace VocaFuse.Unit.Audio;

internal static partial class AudioSamples
{
    private static readonly byte[] UnknownSize = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>Writes a WebM file.</summary>
    /// <param name="duration">The duration in the header, in milliseconds; null if it states none.</param>
    /// <param name="tracks">The entries of the track list.</param>
    /// <param name="clusters">The times of the blocks in each cluster, in milliseconds.</param>
    /// <param name="isLive">True to leave out all sizes of containers, as recorders in browsers do.</param>
    /// <param name="documentType">The type in the first element.</param>
    /// <param name="end">Elements after the last cluster.</param>
    public static byte[] WebM(
        double? duration, byte[] tracks, int[][] clusters, bool isLive = false, string documentType = "webm", byte[]? end = null)
    {
        byte[] length = duration is { } stated ? Element(0x4489, [.. BitConverter.GetBytes(stated).Reverse()]) : [];
        byte[] info = Element(0x1549A966, [.. Element(0x2AD7B1, [0x0F, 0x42, 0x40]), .. length]);
        byte[] sound = [.. clusters.SelectMany(times => Cluster(times, isLive))];
        byte[] head = Element(0x1A45DFA3, [.. Element(0x4286, [1]), .. Element(0x4282, Ascii(documentType))]);
        byte[] content = [.. info, .. Element(0x1654AE6B, tracks), .. sound, .. end ?? []];
        return [.. head, .. Id(0x18538067), .. isLive ? UnknownSize : Size(content.Length), .. content];
    }

    public static byte[] OpusTrack { get; } = SoundTrack("A_OPUS", 48_000, 1);

    public static byte[] VorbisTrack { get; } = SoundTrack("A_VORBIS", 44_100, 2);

    /// <summary>A track with a delay of 312 samples, as encoders of Opus write it.</summary>
    public static byte[] DelayedOpusTrack { get; } = SoundTrack("A_OPUS", 48_000, 1, Element(0x56AA, [0x63, 0x2E, 0xA0]));

    /// <summary>A track of samples of 8 bits at 8 kHz.</summary>
    public static byte[] PcmTrack { get; } = SoundTrack("A_PCM/INT/LIT", 8_000, 1, bitDepth: 8);

    public static byte[] AacTrack { get; } = SoundTrack("A_AAC", 48_000, 1);

    /// <summary>A block of an Opus packet of 20 ms, 15 ms of which do not belong to the recording.</summary>
    public static byte[] LastBlock(int time) => Element(0xA0,
        [.. Element(0xA1, [0x81, .. Big16(time), 0, .. OpusPacket(10)]), .. Element(0x75A2, [0x00, 0xE4, 0xE1, 0xC0])]);

    public static byte[] VideoTrack { get; } = Element(0xAE,
        [.. Element(0xD7, [2]), .. Element(0x83, [1]), .. Element(0x86, [.. "V_VP8"u8])]);

    private static byte[] SoundTrack(string codec, float rate, byte channels, byte[]? more = null, byte bitDepth = 0) => Element(0xAE, [
        .. Element(0xD7, [1]), .. Element(0x83, [2]), .. Element(0x86, Ascii(codec)), .. more ?? [],
        .. Element(0xE1, [
            .. Element(0xB5, [.. BitConverter.GetBytes(rate).Reverse()]), .. Element(0x9F, [channels]),
            .. bitDepth > 0 ? Element(0x6264, [bitDepth]) : []]),
    ]);

    /// <summary>Writes a cluster of one simple block, then block groups; each block is an Opus packet of 20 ms.</summary>
    private static byte[] Cluster(int[] times, bool isLive)
    {
        byte[] content = [
            .. Element(0xE7, Big16(times[0])),
            .. Element(0xA3, [0x81, 0, 0, 0x80, .. OpusPacket(10)]),
            .. times.Skip(1).SelectMany(time => Element(0xA0, Element(0xA1, [0x81, .. Big16(time - times[0]), 0, .. OpusPacket(10)]))),
        ];
        return [.. Id(0x1F43B675), .. isLive ? UnknownSize : Size(content.Length), .. content];
    }

    private static byte[] Element(uint id, byte[] content) => [.. Id(id), .. Size(content.Length), .. content];

    private static byte[] Id(uint id) => [.. Big32(id).SkipWhile(static part => part == 0)];

    private static byte[] Size(int size) => [(byte)(0x10 | (size >> 24)), (byte)(size >> 16), (byte)(size >> 8), (byte)size];
}
