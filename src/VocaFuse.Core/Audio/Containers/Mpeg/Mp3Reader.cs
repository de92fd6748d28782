using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>Reads all frames of an MP3 file. Tags, and bytes outside of frames, are skipped.</summary>
internal sealed class Mp3Reader
{
    /// <summary>The number of consecutive frames that are required to recognize the first one.</summary>
    private const int ChainLength = 4;

    /// <summary>The maximum distance between two free-format frames, in bytes.</summary>
    private const int LongestFreeFrame = 8192;

    private readonly AudioSource source;

    /// <summary>The length of free-format frames, without padding; 0 until it is known.</summary>
    private int freeLength;

    private Mp3Reader(AudioSource source) => this.source = source;

    /// <summary>Returns true if the file contains MP3 frames.</summary>
    public static bool IsMp3(AudioSource source) => new Mp3Reader(source).FindFrame(SkipTags(source, 0)) >= 0;

    public static AudioMetadata Read(AudioSource source) => new Mp3Reader(source).Read();

    private AudioMetadata Read()
    {
        var position = FindFrame(SkipTags(source, 0));
        var first = HeaderAt(position) ?? throw new InvalidAudioException(AudioErrorReason.Unreadable, "contains no MP3 frames");
        var metadata = Mp3Metadata.Read(source, position, first);
        position += metadata is null ? 0 : LengthOf(first);

        double seconds = 0;
        long bytes = 0;
        var frames = 0;
        for (var current = first; position >= 0 && position < source.Length;)
        {
            if (HeaderAt(position) is { } header && header.IsLike(current) && position + LengthOf(header) <= source.Length)
            {
                frames++;
                seconds += (double)header.Samples / header.SampleRate;
                bytes += LengthOf(header);
                position += LengthOf(header);
                continue;
            }

            position = FindFrame(Math.Max(SkipTags(source, position), position + 1));
            current = HeaderAt(position) ?? current;
        }

        seconds -= (double)(metadata?.SilentSamples(frames) ?? 0) / first.SampleRate;
        return new AudioMetadata(AudioFormat.Mp3)
        {
            Codec = "mp3",
            Duration = AudioMetadata.DurationOf(seconds, 1),
            SampleRate = first.SampleRate,
            Channels = first.IsMono ? 1 : 2,
            BitRate = seconds > 0 ? AudioMetadata.CountOf(bytes * 8 / seconds) : null,
        };
    }

    /// <summary>Skips tags: ID3v2, whose size has seven bits per byte, and APEv2.</summary>
    private static long SkipTags(AudioSource source, long position)
    {
        while (true)
        {
            var tag = source.Peek(position, 32);
            if (tag.Length >= 10 && tag.StartsWith("ID3"u8))
            {
                var footer = (tag[5] & 0x10) != 0 ? 10 : 0;
                position += 10 + footer + (((tag[6] & 0x7F) << 21) | ((tag[7] & 0x7F) << 14) | ((tag[8] & 0x7F) << 7) | (tag[9] & 0x7F));
            }
            else if (tag.Length == 32 && tag.StartsWith("APETAGEX"u8))
            {
                position += 32L + BinaryPrimitives.ReadUInt32LittleEndian(tag[12..]);
            }
            else
            {
                return position;
            }
        }
    }

    /// <summary>Finds the first frame, at or after a position, that is followed by other frames; -1 if there is none.</summary>
    private long FindFrame(long position)
    {
        while (source.Peek(position, AudioSource.SearchWindow) is { IsEmpty: false } window)
        {
            var header = Mp3FrameHeader.IndexIn(window);
            if (header < 0)
            {
                // Windows overlap, so that a header across their border is found.
                position += Math.Max(1, window.Length - Mp3FrameHeader.Size + 1);
                continue;
            }

            position += header;
            if (IsChain(position))
            {
                return position;
            }

            position++;
        }

        return -1;
    }

    /// <summary>Returns true if frames follow each other without a gap: four of them, or all up to the end of the file.</summary>
    private bool IsChain(long position)
    {
        if (HeaderAt(position) is not { } first)
        {
            return false;
        }

        if (first.IsFreeFormat && (freeLength = FreeLengthAt(position)) == 0)
        {
            return false;
        }

        for (var count = 1; count < ChainLength; count++)
        {
            position += LengthOf(first);
            if (position >= source.Length || IsEndTag(position))
            {
                return position <= source.Length;
            }

            if (HeaderAt(position) is not { } next || !next.IsLike(first))
            {
                return false;
            }

            first = next;
        }

        return true;
    }

    private bool IsEndTag(long position)
    {
        var tag = source.Peek(position, 8);
        return tag.StartsWith("TAG"u8) || tag.StartsWith("APETAGEX"u8);
    }

    /// <summary>Finds the length of free-format frames, which the header does not state: the distance to the next similar header.</summary>
    private int FreeLengthAt(long position)
    {
        var window = source.Peek(position, LongestFreeFrame + Mp3FrameHeader.Size);
        var header = window[..Mp3FrameHeader.Size];
        for (var distance = Mp3FrameHeader.Size + 17; distance + Mp3FrameHeader.Size <= window.Length; distance++)
        {
            if (window[distance] == header[0] && window[distance + 1] == header[1] && (window[distance + 2] & 0xFC) == (header[2] & 0xFC))
            {
                return distance - ((header[2] >> 1) & 1);
            }
        }

        return 0;
    }

    private int LengthOf(Mp3FrameHeader header) => header.IsFreeFormat ? freeLength + header.Length : header.Length;

    private Mp3FrameHeader? HeaderAt(long position) => Mp3FrameHeader.Read(source.Peek(position, Mp3FrameHeader.Size));
}
