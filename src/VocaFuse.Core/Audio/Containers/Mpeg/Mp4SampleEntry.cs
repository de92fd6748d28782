using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>Reads the description of the sound of an MP4 track: codec, sample rate and channels.</summary>
internal static class Mp4SampleEntry
{
    /// <summary>The length of the fixed part, by the version of the entry; boxes of the codec follow.</summary>
    private static readonly int[] FixedLengths = [28, 44, 64];

    public static void Read(AudioSource source, Mp4Box entry, Mp4Track track)
    {
        track.Codec = CodecOf(entry.Type);
        if (!source.TryRead(entry.Content, FixedLengths[0], out var bytes))
        {
            return;
        }

        int version = BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]);
        track.Channels = BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]);
        track.SampleRate = BinaryPrimitives.ReadUInt16BigEndian(bytes[24..]);
        if (version == 2 && source.TryRead(entry.Content, FixedLengths[2], out bytes))
        {
            track.SampleRate = BinaryPrimitives.ReadDoubleBigEndian(bytes[32..]);
            track.Channels = BinaryPrimitives.ReadUInt32BigEndian(bytes[40..]);
        }

        ReadCodec(source, entry.Children(source, FixedLengths[version < FixedLengths.Length ? version : 0]), track, isNested: false);
    }

    private static void ReadCodec(AudioSource source, IEnumerable<Mp4Box> boxes, Mp4Track track, bool isNested)
    {
        foreach (var box in boxes)
        {
            var content = source.Peek(box.Content, (int)Math.Min(box.Length, 128));
            switch (box.Type)
            {
                case "wave" when !isNested:
                    ReadCodec(source, box.Children(source), track, isNested: true);
                    break;
                case "esds":
                    Mp4DecoderConfig.Read(content, track);
                    break;
                case "alac" when content.Length >= 28:
                    track.Channels = content[13];
                    track.SampleRate = BinaryPrimitives.ReadUInt32BigEndian(content[24..]);
                    break;
                case "dOps" when content.Length >= 2:
                    track.Channels = content[1];
                    track.SampleRate = OpusPacket.SampleRate;
                    break;
                case "dfLa" when content.Length >= 22:
                    // The stream info of FLAC: 20 bits of sample rate, 3 bits of channels less one.
                    track.SampleRate = BinaryPrimitives.ReadUInt32BigEndian(content[18..]) >> 12;
                    track.Channels = ((content[20] >> 1) & 7) + 1;
                    break;
            }
        }
    }

    private static string CodecOf(string type) => type switch
    {
        "mp4a" => "aac",
        "samr" => "amr_nb",
        "sawb" => "amr_wb",
        "ac-3" => "ac3",
        "ec-3" => "eac3",
        ".mp3" => "mp3",
        "sowt" => "pcm_s16le",
        "twos" => "pcm_s16be",
        "lpcm" or "ipcm" => "pcm",
        "fpcm" => "pcm_f32",
        "enca" => "encrypted",
        _ => string.Concat(type.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant(),
    };
}
