using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>
/// Reads the pages of an Ogg file. The durations of joined recordings are added up. If several streams are multiplexed, the first
/// one with sound is used.
/// </summary>
internal static class OggReader
{
    private const int PageHeader = 27;
    private const int IsFirstPage = 2;

    public static AudioMetadata Read(AudioSource source)
    {
        OggStream? first = null;
        OggStream? current = null;
        double seconds = 0;
        bool hasStreams = false, hasVideo = false, hasPages = false;
        for (long page = 0; (page = source.IndexOf("OggS"u8, page, source.Length)) >= 0;)
        {
            if (!source.TryRead(page, PageHeader, out var header))
            {
                break;
            }

            var isFirst = (header[5] & IsFirstPage) != 0;
            var position = BinaryPrimitives.ReadInt64LittleEndian(header[6..]);
            var serial = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
            int segments = header[26];
            var sizes = source.Peek(page + PageHeader, segments);
            var length = 0;
            var packets = 0;
            foreach (var size in sizes)
            {
                length += size;
                packets += size < byte.MaxValue ? 1 : 0;
            }

            var start = page + PageHeader + segments;
            if (sizes.Length < segments || start + length > source.Length)
            {
                break;
            }

            var content = source.Peek(start, Math.Min(length, 256));
            if (isFirst)
            {
                if (hasPages)
                {
                    // A first page after pages of sound starts the next of several joined recordings.
                    seconds += current?.Seconds ?? 0;
                    (current, hasPages) = (null, false);
                }

                var stream = OggStream.Read(serial, content);
                hasStreams = true;
                hasVideo |= stream.IsVideo;
                current ??= stream.Codec is null ? null : stream;
                first ??= current;
            }
            else if (position > 0)
            {
                hasPages = true;
                if (serial == current?.Serial)
                {
                    current.Take(position, packets, content);
                }
            }

            page = start + length;
        }

        if (first is null)
        {
            throw hasStreams
                ? new InvalidAudioException(AudioErrorReason.NoAudioTrack, "contains no sound in Opus, Vorbis, Speex or FLAC")
                : new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: the first Ogg page is cut");
        }

        return new AudioMetadata(AudioFormat.Ogg)
        {
            Codec = first.Codec,
            Duration = AudioMetadata.DurationOf(seconds + (current?.Seconds ?? 0), 1),
            SampleRate = AudioMetadata.CountOf(first.SampleRate),
            Channels = AudioMetadata.CountOf(first.Channels),
            HasVideo = hasVideo,
        };
    }
}
