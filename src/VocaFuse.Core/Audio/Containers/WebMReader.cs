using System.Buffers.Binary;
using System.Text;

namespace VocaFuse.Audio.Containers;

/// <summary>
/// Reads WebM files. The IDs of the elements below are unique, so the file is read as one flat sequence: of a container, only
/// the header is skipped; any other element is skipped completely. Containers of unknown size, as browsers write them, are
/// then no special case.
/// </summary>
internal sealed class WebMReader
{
    private const uint Header = 0x1A45DFA3;
    private const uint DocumentType = 0x4282;
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
    private const uint BitDepth = 0x6264;
    private const uint CodecDelay = 0x56AA;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTimestamp = 0xE7;
    private const uint BlockGroup = 0xA0;
    private const uint DiscardPadding = 0x75A2;
    private const uint Block = 0xA1;
    private const uint SimpleBlock = 0xA3;

    private readonly AudioSource source;

    /// <summary>The last entry of the track list, and the first one with sound.</summary>
    private WebMTrack track = new();
    private WebMTrack? sound;
    private string? soundCodec;
    private bool hasTracks, hasVideo, isMatroska;

    /// <summary>True if the file ends inside an element.</summary>
    private bool isCut;
    private double nanosecondsPerTick = 1_000_000;

    /// <summary>The duration in the header, and the time of the current cluster, in ticks.</summary>
    private double? statedTicks;
    private long clusterTicks;

    /// <summary>
    /// The start of the first block in ticks; the end of the last block, and the part that a player drops, in nanoseconds.
    /// </summary>
    private long? firstTicks;
    private double lastEnd, discarded;
    private bool isSoundBlock;

    private WebMReader(AudioSource source) => this.source = source;

    public static AudioMetadata Read(AudioSource source) => new WebMReader(source).Read();

    private AudioMetadata Read()
    {
        Walk();
        EndTrack();
        if (!hasTracks)
        {
            throw new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: the WebM track list is missing");
        }

        if (sound is null)
        {
            throw new InvalidAudioException(AudioErrorReason.NoAudioTrack, "contains no sound track");
        }

        // Browsers name their recordings .webm, and write Matroska if WebM does not allow the codec.
        if (isMatroska && soundCodec is not ("opus" or "vorbis" or "pcm"))
        {
            throw new InvalidAudioException(
                AudioErrorReason.UnknownFormat, $"is Matroska with the codec {soundCodec}, and not WebM");
        }

        return new AudioMetadata(AudioFormat.WebM)
        {
            Codec = soundCodec,
            Duration = AudioMetadata.DurationOf(Length(), 1e9),
            SampleRate = AudioMetadata.CountOf(sound.SampleRate),
            Channels = AudioMetadata.CountOf(sound.Channels),
            HasVideo = hasVideo,
        };
    }

    /// <summary>Gets the length in nanoseconds: the stated one, or that of the blocks, without the parts that a player drops.</summary>
    private double Length()
    {
        // Some writers state the length without the part that is dropped at the end. Then the last block ends later.
        var stated = isCut ? 0 : (statedTicks ?? 0) * nanosecondsPerTick;
        var end = stated > 0 && stated < lastEnd ? stated : Math.Max(stated, lastEnd) - Math.Max(0, discarded);

        // In a capture from the middle of a broadcast, the first block has a high time.
        return end - ((firstTicks ?? 0) * nanosecondsPerTick) - sound!.Delay;
    }

    private void Walk()
    {
        long position = 0;
        while (EbmlElement.Read(source, position) is { } element)
        {
            if (element.Id is Header or Segment or Info or Tracks or TrackEntry or AudioSettings or Cluster or BlockGroup)
            {
                if (element.Id == TrackEntry)
                {
                    EndTrack();
                    (track, hasTracks) = (new WebMTrack(), true);
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
            case DiscardPadding when isSoundBlock:
                discarded = Signed(element);
                break;
            case DocumentType:
                isMatroska = Text(element) == "matroska";
                break;
            case TrackNumber:
                track.Number = Unsigned(element);
                break;
            case TrackType:
                track.Type = Unsigned(element);
                break;
            case CodecId:
                track.CodecId = Text(element);
                break;
            case SamplingFrequency:
                track.SampleRate = Float(element);
                break;
            case ChannelCount:
                track.Channels = Unsigned(element);
                break;
            case BitDepth:
                track.BitDepth = Unsigned(element);
                break;
            case CodecDelay:
                track.Delay = Unsigned(element);
                break;
        }
    }

    /// <summary>Keeps the last track if it is the first one with sound.</summary>
    private void EndTrack()
    {
        hasVideo |= track.IsVideo;
        if (sound is null && track.IsAudio)
        {
            (sound, soundCodec) = (track, track.Codec);
        }
    }

    /// <summary>Reads the time of a block: its track number, 16 bits relative to the cluster, a byte of flags, the sound.</summary>
    private void ReadBlock(EbmlElement element)
    {
        EndTrack();
        var bytes = source.Peek(element.Content, (int)Math.Min(16, element.Size ?? 0));
        var number = EbmlElement.ReadNumber(bytes, out var length);
        isSoundBlock = sound is not null && number == sound.Number && bytes.Length >= length + 3;
        if (!isSoundBlock)
        {
            return;
        }

        var ticks = clusterTicks + BinaryPrimitives.ReadInt16BigEndian(bytes[length..]);
        firstTicks ??= ticks;
        var end = (ticks * nanosecondsPerTick) + DurationOf(bytes[(length + 3)..], element.Size!.Value - length - 3);
        (lastEnd, discarded) = end >= lastEnd ? (end, 0) : (lastEnd, discarded);
    }

    /// <summary>Gets the duration of a packet in nanoseconds; 0 if its start and its size do not determine it.</summary>
    private double DurationOf(ReadOnlySpan<byte> packet, long size)
    {
        var samples = soundCodec switch
        {
            "opus" when !packet.IsEmpty => (double)OpusPacket.SamplesOf(packet) / OpusPacket.SampleRate,
            "pcm" when sound!.BitDepth >= 8 && sound.Channels > 0 && sound.SampleRate > 0 =>
                (double)(size * 8) / sound.BitDepth / sound.Channels / sound.SampleRate,
            _ => 0,
        };
        return samples * 1e9;
    }

    private string Text(EbmlElement element) =>
        Encoding.ASCII.GetString(source.Peek(element.Content, (int)Math.Min(64, element.Size ?? 0))).TrimEnd('\0');

    private long Unsigned(EbmlElement element)
    {
        long value = 0;
        foreach (var part in source.Peek(element.Content, (int)Math.Min(8, element.Size ?? 0)))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private long Signed(EbmlElement element)
    {
        var unused = 64 - (8 * (int)Math.Clamp(element.Size ?? 0, 1, 8));
        return Unsigned(element) << unused >> unused;
    }

    private double Float(EbmlElement element) => element.Size switch
    {
        4 when source.TryRead(element.Content, 4, out var bytes) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        8 when source.TryRead(element.Content, 8, out var bytes) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        _ => 0,
    };
}
