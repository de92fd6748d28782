using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>Reads the pages of an Ogg file. Files that were joined are added up.</summary>
internal static class OggReader
{
    private const int PageHeader = 27;
    private const int IsFirstPage = 2;

    public static AudioMetadata Read(AudioSource source)
    {
        var streams = ReadPages(source);
        var sound = streams.Find(static stream => stream.Codec is not null);
        if (sound is null)
        {
            throw streams.Count == 0
                ? new InvalidAudioException(AudioErrorReason.Unreadable, "is incomplete: the first Ogg page is cut")
                : new InvalidAudioException(AudioErrorReason.NoAudioTrack, "contains no sound in Opus, Vorbis, Speex or FLAC");
        }

        var seconds = streams.Where(static stream => stream.Codec is not null && stream.SampleRate > 0)
            .DistinctBy(static stream => stream.Link)
            .Sum(static stream => Math.Max(0, stream.Samples) / stream.SampleRate);
        return new AudioMetadata(AudioFormat.Ogg)
        {
            Codec = sound.Codec,
            Duration = AudioMetadata.DurationOf(seconds, 1),
            SampleRate = AudioMetadata.CountOf(sound.SampleRate),
            Channels = AudioMetadata.CountOf(sound.Channels),
            HasVideo = streams.Exists(static stream => stream.IsVideo),
        };
    }

    private static List<OggStream> ReadPages(AudioSource source)
    {
        var streams = new List<OggStream>();
        var link = 0;
        for (long page = 0; (page = source.IndexOf("OggS"u8, page, source.Length)) >= 0;)
        {
            if (!source.TryRead(page, PageHeader, out var header))
            {
                break;
            }

            var flags = header[5];
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
            if ((flags & IsFirstPage) != 0)
            {
                // A first page behind sound begins the next of several joined recordings.
                link = streams.Exists(stream => stream.Link == link && stream.HasSound) ? link + 1 : link;
                streams.Add(OggStream.Of(link, serial, content));
            }
            else if (position > 0)
            {
                // The last one of a serial number: joined copies of a file repeat it.
                streams.FindLast(stream => stream.Serial == serial)?.Take(position, packets, content);
            }

            page = start + length;
        }

        return streams;
    }
}
