using System.Buffers.Binary;
using System.Text;

namespace VocaFuse.Audio.Containers;

/// <summary>
/// Reads WebM files. The ids of the elements below are unique, so the file is walked as one flat sequence: the
/// header of a container is skipped, any other element is skipped as a whole. Unknown sizes, as recorders in browsers write
/// them, need no treatment of their own then.
/// </summary>
internal sealed class WebMReader
{
    private const uint Segment = 0x18538067;
    private const uint Info = 0x1549A966;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint DurationElement = 0x4489;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint TrackNumber = 0xD7;
    private const uint TrackType = 0x83;
    private const uint CodecId = 0x86;
    private const uint AudioSettings = 0xE1;
    private const uint SamplingFrequency = 0xB5;
    private const uint ChannelCount = 0x9F;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTimestamp = 0xE7;
    private const uint BlockGroup = 0xA0;
    private const uint Block = 0xA1;
    private const uint SimpleBlock = 0xA3;

    private readonly AudioSource source;
    private readonly List<WebMTrack> tracks = [];
    private double nanosecondsPerTick = 1_000_000;
    private double? statedTicks;
    private long clusterTicks;
    private bool isCut;

    /// <summary>The time of the first block of sound in ticks, and the end of the last one in nanoseconds.</summary>
    private long? firstTicks;
    private double lastEnd;

    private WebMReader(AudioSource source) => this.source = source;

    public static AudioMetadata Read(AudioSource source) => new WebMReader(source).Read();

    private AudioMetadata Read()
    {
        Walk();
        if (tracks.Count == 0)
        {
            throw new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: the WebM track list is missing");
        }

        var sound = tracks.Find(static track => track.IsAudio)
            ?? throw new InvalidAudioException(AudioErrorReason.NoAudioTrack, "contains no sound track");
        // A capture that begins in the middle of a broadcast has a first block with a high time.
        var firstTime = (firstTicks ?? 0) * nanosecondsPerTick;
        var stated = isCut ? null : AudioMetadata.DurationOf((statedTicks * nanosecondsPerTick) - firstTime ?? 0, 1e9);
        return new AudioMetadata(AudioFormat.WebM)
        {
            Codec = sound.Codec,
            Duration = stated ?? AudioMetadata.DurationOf(lastEnd - firstTime, 1e9),
            SampleRate = AudioMetadata.CountOf(sound.SampleRate),
            Channels = AudioMetadata.CountOf(sound.Channels),
            HasVideo = tracks.Exists(static track => track.IsVideo),
        };
    }

    private void Walk()
    {
        long position = 0;
        while (EbmlElement.Read(source, position) is { } element)
        {
            if (element.Id is Segment or Info or Tracks or TrackEntry or AudioSettings or Cluster or BlockGroup)
            {
                if (element.Id == TrackEntry)
                {
                    tracks.Add(new WebMTrack());
                }

                position = element.Content;
                isCut |= element.End > source.Length;
                continue;
            }

            if (element.Size is null || element.End > source.Length)
            {
                isCut = true;
                return;
            }

            ReadElement(element);
            position = element.End;
        }

        isCut |= position < source.Length;
    }

    private void ReadElement(EbmlElement element)
    {
        switch (element.Id)
        {
            case TimestampScale when Unsigned(element) is > 0 and var scale:
                nanosecondsPerTick = scale;
                break;
            case DurationElement:
                statedTicks = Float(element);
                break;
            case ClusterTimestamp:
                clusterTicks = Unsigned(element);
                break;
            case Block or SimpleBlock:
                ReadBlock(element);
                break;
            default:
                if (tracks.Count > 0)
                {
                    ReadTrack(tracks[^1], element);
                }

                break;
        }
    }

    private void ReadTrack(WebMTrack track, EbmlElement element)
    {
        switch (element.Id)
        {
            case TrackNumber:
                track.Number = Unsigned(element);
                break;
            case TrackType:
                track.Type = Unsigned(element);
                break;
            case CodecId:
                track.CodecId = Encoding.ASCII.GetString(source.Peek(element.Content, (int)Math.Min(64, element.Size ?? 0)));
                break;
            case SamplingFrequency:
                track.SampleRate = Float(element);
                break;
            case ChannelCount:
                track.Channels = Unsigned(element);
                break;
        }
    }

    /// <summary>Reads the time of a block: its track number, 16 bits relative to the cluster, a byte of flags, the sound.</summary>
    private void ReadBlock(EbmlElement element)
    {
        var bytes = source.Peek(element.Content, (int)Math.Min(16, element.Size ?? 0));
        var number = EbmlElement.ReadNumber(bytes, out var length);
        if (bytes.Length < length + 3 || tracks.Find(track => track.IsAudio && track.Number == number) is not { } track)
        {
            return;
        }

        var ticks = clusterTicks + BinaryPrimitives.ReadInt16BigEndian(bytes[length..]);
        firstTicks ??= ticks;
        var sound = bytes[(length + 3)..];
        var packet = track.Codec == "opus" && !sound.IsEmpty ? OpusPacket.SamplesOf(sound) * 1e9 / OpusPacket.SampleRate : 0;
        lastEnd = Math.Max(lastEnd, (ticks * nanosecondsPerTick) + packet);
    }

    private long Unsigned(EbmlElement element)
    {
        long value = 0;
        foreach (var part in source.Peek(element.Content, (int)Math.Min(8, element.Size ?? 0)))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private double Float(EbmlElement element) => element.Size switch
    {
        4 when source.TryRead(element.Content, 4, out var bytes) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        8 when source.TryRead(element.Content, 8, out var bytes) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        _ => 0,
    };
}
