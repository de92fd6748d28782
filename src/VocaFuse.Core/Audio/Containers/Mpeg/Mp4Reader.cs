using System.Buffers.Binary;
using System.Text;

namespace VocaFuse.Audio.Containers;

/// <summary>Reads MP4 files, including those that recorders write in fragments. The duration is that of the first sound track.</summary>
internal sealed class Mp4Reader
{
    /// <summary>The maximum nesting depth of the boxes of a track: mdia, minf, stbl and its children.</summary>
    private const int DeepestBox = 4;

    private readonly AudioSource source;

    /// <summary>The first sound track.</summary>
    private Mp4Track? sound;
    private bool hasVideo;

    /// <summary>The ticks per second of the times in the index.</summary>
    private uint movieTimescale;

    private Mp4Reader(AudioSource source) => this.source = source;

    public static AudioMetadata Read(AudioSource source) => new Mp4Reader(source).Read();

    private AudioMetadata Read()
    {
        var hasMovie = false;
        var isCut = false;
        foreach (var box in Mp4Box.List(source, 0, source.Length))
        {
            switch (box.Type)
            {
                case "moov" when !box.IsCut:
                    hasMovie = true;
                    ReadMovie(box);
                    break;
                case "moof" when !box.IsCut:
                    ReadFragment(box);
                    break;
                case "mdat":
                    isCut = box.IsCut;
                    break;
            }
        }

        if (!hasMovie)
        {
            throw new InvalidAudioException(
                AudioErrorReason.Unreadable, "is an incomplete recording: the MP4 index (moov), which is written last, is missing");
        }

        if (sound is null)
        {
            throw new InvalidAudioException(AudioErrorReason.NoAudioTrack, "contains no sound track");
        }

        if (isCut && !sound.HasFragments)
        {
            throw new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: it ends before the sound does");
        }

        return new AudioMetadata(AudioFormat.Mp4)
        {
            Codec = sound.Codec,
            Duration = DurationOf(sound),
            SampleRate = AudioMetadata.CountOf(sound.SampleRate > 0 ? sound.SampleRate : sound.Timescale),
            Channels = AudioMetadata.CountOf(sound.Channels),
            HasVideo = hasVideo,
        };
    }

    private TimeSpan? DurationOf(Mp4Track track)
    {
        if (track.EditMovieTicks > 0 && !track.HasFragments)
        {
            return AudioMetadata.DurationOf(track.EditMovieTicks, movieTimescale);
        }

        var ticks = track.Start is { } start ? track.End - start - track.SkippedTicks : track.StatedTicks;
        return AudioMetadata.DurationOf(ticks, track.Timescale);
    }

    private void ReadMovie(Mp4Box movie)
    {
        foreach (var box in movie.Children(source))
        {
            switch (box.Type)
            {
                case "mvhd":
                    movieTimescale = ReadTimes(box).Timescale;
                    break;
                case "trak":
                    var track = new Mp4Track();
                    ReadTrack(track, box, depth: 1);
                    hasVideo |= track.Handler == "vide";
                    sound ??= track.Handler == "soun" ? track : null;
                    break;
            }
        }

        // In the index, the defaults of fragments can precede the tracks.
        foreach (var box in movie.Children(source).Where(static box => box.Type == "mvex"))
        {
            ReadFragmentDefaults(box);
        }
    }

    private void ReadTrack(Mp4Track track, Mp4Box parent, int depth)
    {
        foreach (var box in parent.Children(source))
        {
            switch (box.Type)
            {
                case "edts" or "mdia" or "minf" or "stbl" when depth < DeepestBox:
                    ReadTrack(track, box, depth + 1);
                    break;
                case "tkhd":
                    track.Id = UInt32(box, IsVersion1(box) ? 20 : 12);
                    break;
                case "mdhd":
                    (track.Timescale, track.StatedTicks) = ReadTimes(box);
                    break;
                case "hdlr" when track.Handler.Length == 0 && source.TryRead(box.Content + 8, 4, out var handler):
                    track.Handler = Encoding.Latin1.GetString(handler);
                    break;
                case "elst":
                    ReadEdits(track, box);
                    break;
                case "stts":
                    track.Add(start: null, SumOfSamples(box));
                    break;
                case "stsd" when track.Handler == "soun":
                    foreach (var entry in box.Children(source, skip: 8).Take(1))
                    {
                        Mp4SampleEntry.Read(source, entry, track);
                    }

                    break;
            }
        }
    }

    /// <summary>Reads the timescale and the duration of a header; version 1 has 64 bits for its times.</summary>
    private (uint Timescale, double Ticks) ReadTimes(Mp4Box header)
    {
        var isLong = IsVersion1(header);
        double ticks = isLong ? UInt64(header, 24) : UInt32(header, 16);
        return (UInt32(header, isLong ? 20 : 12), ticks is uint.MaxValue or ulong.MaxValue ? 0 : ticks);
    }

    private void ReadEdits(Mp4Track track, Mp4Box list)
    {
        var isLong = IsVersion1(list);
        var entry = isLong ? 20 : 12;
        var count = Math.Min(UInt32(list, 4), (list.Length - 8) / entry);
        for (var offset = 8; count > 0; count--, offset += entry)
        {
            var mediaTime = isLong ? (long)UInt64(list, offset + 8) : (int)UInt32(list, offset + 4);
            // A media time of -1 means a pause before the sound.
            if (mediaTime >= 0)
            {
                track.SkippedTicks = track.EditMovieTicks > 0 ? track.SkippedTicks : mediaTime;
                track.EditMovieTicks += isLong ? UInt64(list, offset) : UInt32(list, offset);
            }
        }
    }

    /// <summary>Adds up a list of pairs: a number of samples, and the ticks of each sample.</summary>
    private double SumOfSamples(Mp4Box list)
    {
        double sum = 0;
        var count = Math.Min(UInt32(list, 4), (list.Length - 8) / 8);
        for (var offset = 8; count > 0; count--, offset += 8)
        {
            sum += (double)UInt32(list, offset) * UInt32(list, offset + 4);
        }

        return sum;
    }

    private void ReadFragmentDefaults(Mp4Box parent)
    {
        foreach (var box in parent.Children(source).Where(static box => box.Type == "trex"))
        {
            if (Find(box) is { } track)
            {
                track.DefaultSampleTicks = UInt32(box, 12);
            }
        }
    }

    private void ReadFragment(Mp4Box fragment)
    {
        foreach (var part in fragment.Children(source).Where(static box => box.Type == "traf"))
        {
            Mp4Track? track = null;
            uint defaultTicks = 0;
            double? start = null;
            foreach (var box in part.Children(source))
            {
                if (box.Type == "tfhd" && (track = Find(box)) is not null)
                {
                    var flags = UInt32(box, 0);
                    var offset = 8 + ((flags & 0x1) != 0 ? 8 : 0) + ((flags & 0x2) != 0 ? 4 : 0);
                    defaultTicks = (flags & 0x8) != 0 ? UInt32(box, offset) : track.DefaultSampleTicks;
                    track.HasFragments = true;
                }
                else if (box.Type == "tfdt")
                {
                    start = IsVersion1(box) ? UInt64(box, 4) : UInt32(box, 4);
                }
                else if (box.Type == "trun" && track is not null)
                {
                    track.Add(start, SumOfRun(box, defaultTicks));
                    start = null;
                }
            }
        }
    }

    /// <summary>Adds up the samples of a run, each with its own ticks or all with the default ones.</summary>
    private double SumOfRun(Mp4Box run, uint defaultTicks)
    {
        const uint hasTicks = 0x100;
        var flags = UInt32(run, 0);
        long count = UInt32(run, 4);
        if ((flags & hasTicks) == 0)
        {
            return (double)count * defaultTicks;
        }

        var offset = 8 + ((flags & 0x1) != 0 ? 4 : 0) + ((flags & 0x4) != 0 ? 4 : 0);
        var entry = 4 + ((flags & 0x200) != 0 ? 4 : 0) + ((flags & 0x400) != 0 ? 4 : 0) + ((flags & 0x800) != 0 ? 4 : 0);
        double sum = 0;
        for (count = Math.Min(count, (run.Length - offset) / entry); count > 0; count--, offset += entry)
        {
            sum += UInt32(run, offset);
        }

        return sum;
    }

    /// <summary>Gets the sound track if it is the one that a box names.</summary>
    private Mp4Track? Find(Mp4Box box) => sound is not null && sound.Id == UInt32(box, 4) ? sound : null;

    private bool IsVersion1(Mp4Box box) => UInt32(box, 0) >> 24 == 1;

    private uint UInt32(Mp4Box box, int offset) =>
        box.Length >= offset + 4 && source.TryRead(box.Content + offset, 4, out var bytes)
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : 0;

    private ulong UInt64(Mp4Box box, int offset) =>
        box.Length >= offset + 8 && source.TryRead(box.Content + offset, 8, out var bytes)
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes)
            : 0;
}
