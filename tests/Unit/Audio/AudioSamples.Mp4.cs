using System.Buffers.Binary;

namespace VocaFuse.Unit.Audio;

internal static partial class AudioSamples
{
    /// <summary>Writes the sample entry of AAC: 44.1 kHz, two channels in the fixed part, one in the decoder configuration.</summary>
    public static byte[] AacEntry { get; } = SoundEntry("mp4a", 2, 44_100, Box("esds",
        [0, 0, 0, 0, 3, 0x80, 0x80, 0x80, 34, 0, 1, 0, 4, 0x80, 0x80, 0x80, 20, 0x40, 0x15, .. new byte[11], 5, 0x80, 0x80, 0x80, 2,
            0x12, 0x08]));

    public static byte[] OpusEntry { get; } = SoundEntry("Opus", 1, 48_000, Box("dOps", [0, 1, .. new byte[9]]));

    public static byte[] AlacEntry { get; } = SoundEntry("alac", 2, 0,
        Box("alac", [0, 0, 0, 0, .. new byte[9], 2, .. new byte[10], .. Big32(44_100)]));

    public static byte[] FlacEntry { get; } = SoundEntry("fLaC", 2, 0,
        Box("dfLa", [.. new byte[18], .. Big32((48_000L << 12) | (1 << 9) | (15 << 4)), .. new byte[20]]));

    /// <summary>Writes an MP4 file whose index follows the sound, as recorders write it.</summary>
    public static byte[] Mp4(byte[] movie) => [.. Box("ftyp", [.. "M4A "u8, 0, 0, 0, 0]), .. Box("mdat", new byte[500]), .. movie];

    /// <summary>Writes an MP4 file in fragments, each of one run of samples.</summary>
    public static byte[] FragmentedMp4(byte[] movie, params byte[][] fragments) =>
        [.. Box("ftyp", [.. "isom"u8, 0, 0, 0, 0]), .. movie, .. fragments.SelectMany(static fragment =>
            (byte[])[.. fragment, .. Box("mdat", new byte[50])])];

    /// <summary>Writes an index with a timescale of 1000.</summary>
    public static byte[] Movie(params byte[][] boxes) =>
        Box("moov",
        [.. Box("mvhd", [.. new byte[12], .. Big32(1000), .. Big32(0), .. new byte[80]]), .. boxes.SelectMany(static box => box)]);

    /// <summary>Writes a track of 1024 ticks a sample.</summary>
    public static byte[] Track(string handler, byte[] entry, uint timescale, int samples, byte[]? edits = null, uint statedTicks = 0,
        bool isLong = false)
    {
        byte[] header = isLong
            ? Box("mdhd", [1, .. new byte[19], .. Big32(timescale), .. Big32(0), .. Big32(statedTicks), .. new byte[4]])
            : Box("mdhd", [.. new byte[12], .. Big32(timescale), .. Big32(statedTicks), .. new byte[4]]);
        byte[] table = samples == 0
            ? Box("stts", new byte[8])
            : Box("stts", [.. new byte[4], .. Big32(1), .. Big32(samples), .. Big32(1024)]);
        byte[] description = Box("stsd", [.. new byte[4], .. Big32(1), .. entry]);
        return Box("trak", [
            .. Box("tkhd", [.. new byte[12], .. Big32(1), .. new byte[68]]),
            .. edits ?? [],
            .. Box("mdia",
                [.. header, .. Box("hdlr", [.. new byte[8], .. Ascii(handler), .. new byte[13]]),
                .. Box("minf", Box("stbl", [.. description, .. table]))]),
        ]);
    }

    /// <summary>Writes an edit list: a pause, then a part of the track. Times are in ticks of the movie and of the track.</summary>
    public static byte[] Edits(long length, int skipped, bool isLong = false) => Box("edts", Box("elst", isLong
        ? [1, 0, 0, 0, .. Big32(2), .. Big32(0), .. Big32(500), .. Big32(-1), .. Big32(-1), 0, 1, 0, 0, .. Big32(0), .. Big32(length),
            .. Big32(0), .. Big32(skipped), 0, 1, 0, 0]
        : [0, 0, 0, 0, .. Big32(2), .. Big32(500), .. Big32(-1), 0, 1, 0, 0, .. Big32(length), .. Big32(skipped), 0, 1, 0, 0]));

    /// <summary>Writes the default ticks of the samples in fragments.</summary>
    public static byte[] FragmentDefaults(int ticks) =>
        Box("mvex", Box("trex", [.. new byte[4], .. Big32(1), .. Big32(1), .. Big32(ticks), .. new byte[8]]));

    /// <summary>Writes a fragment whose samples all have the default ticks, of the track or of the fragment.</summary>
    public static byte[] Fragment(int samples, int? ticks = null, long? start = null)
    {
        byte[] header = ticks is { } own ? [0, 2, 0, 8, .. Big32(1), .. Big32(own)] : [0, 2, 0, 0, .. Big32(1)];
        byte[] time = start is { } at ? Box("tfdt", [0, 0, 0, 0, .. Big32(at)]) : [];
        return Box("moof", Box("traf", [.. Box("tfhd", header), .. time, .. Box("trun", [0, 0, 0, 1, .. Big32(samples), .. Big32(0)])]));
    }

    /// <summary>Writes a fragment whose samples have individual ticks and sizes.</summary>
    public static byte[] Fragment(params int[] ticks) => Box("moof", Box("traf", [
        .. Box("tfhd", [0, 2, 0, 0, .. Big32(1)]),
        .. Box("trun",
            [0, 0, 3, 5, .. Big32(ticks.Length), .. Big32(0), .. Big32(0), .. ticks.SelectMany(static own =>
            (byte[])[.. Big32(own), .. Big32(10)])]),
    ]));

    public static byte[] Box(string type, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Ascii(type).CopyTo(box, 4);
        content.CopyTo(box, 8);
        return box;
    }

    public static byte[] SoundEntry(string type, int channels, int rate, byte[] configuration) =>
        Box(type, [.. new byte[16], .. Big16(channels), .. Big16(16), .. new byte[4], .. Big32((long)rate << 16), .. configuration]);
}
