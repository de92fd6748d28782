using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>
/// Reads the decoder configuration (esds) of an MP4 track: nested descriptors of a tag, a length and a content. Only this
/// configuration has the correct number of AAC channels; other parts of an MP4 file have 2 also for mono.
/// </summary>
internal static class Mp4DecoderConfig
{
    private const int ElementaryStream = 3;
    private const int DecoderConfiguration = 4;
    private const int DecoderSpecific = 5;

    private static readonly int[] SampleRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    public static void Read(ReadOnlySpan<byte> content, Mp4Track track)
    {
        for (var rest = content.Length > 4 ? content[4..] : []; TryReadTag(ref rest, out var tag) && !rest.IsEmpty;)
        {
            switch (tag)
            {
                case ElementaryStream when rest.Length >= 3:
                    var flags = rest[2];
                    var skip = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
                    rest = rest[Math.Min(skip, rest.Length)..];
                    break;
                case DecoderConfiguration when rest.Length >= 13:
                    track.Codec = CodecOf(rest[0]) ?? track.Codec;
                    rest = rest[13..];
                    break;
                case DecoderSpecific when track.Codec == "aac" && rest.Length >= 2:
                    ReadAac(rest, track);
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>Reads the tag and skips the length, which has seven bits per byte.</summary>
    private static bool TryReadTag(ref ReadOnlySpan<byte> rest, out int tag)
    {
        tag = rest.IsEmpty ? 0 : rest[0];
        var length = 1;
        while (length < rest.Length && (rest[length] & 0x80) != 0)
        {
            length++;
        }

        rest = rest[Math.Min(length + 1, rest.Length)..];
        return tag != 0;
    }

    /// <summary>Reads bits: 5 of the object type, 4 of the sample rate, 4 of the channels; for HE-AAC, 4 of the doubled rate.</summary>
    private static void ReadAac(ReadOnlySpan<byte> config, Mp4Track track)
    {
        const int spectralBandReplication = 5;
        const int parametricStereo = 29;
        Span<byte> padded = stackalloc byte[4];
        config[..Math.Min(4, config.Length)].CopyTo(padded);
        var bits = BinaryPrimitives.ReadUInt32BigEndian(padded);
        var type = (int)(bits >> 27);
        var rate = (int)(bits >> 23) & 15;
        var channels = (int)(bits >> 19) & 15;
        if (rate >= SampleRates.Length)
        {
            // An explicit rate, which is also in the entry of the track.
            return;
        }

        track.Channels = channels switch { 0 => track.Channels, 7 => 8, _ => channels };
        var outputRate = type is spectralBandReplication or parametricStereo ? (int)(bits >> 15) & 15 : rate;
        track.SampleRate = SampleRates[outputRate < SampleRates.Length ? outputRate : rate];
    }

    private static string? CodecOf(byte objectType) => objectType switch
    {
        0x40 or 0x66 or 0x67 or 0x68 => "aac",
        0x69 or 0x6B => "mp3",
        0xA5 => "ac3",
        0xA6 => "eac3",
        0xAD => "opus",
        0xDD => "vorbis",
        _ => null,
    };
}
