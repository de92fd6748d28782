namespace VocaFuse.Uploads;

/// <summary>A format of audio that the service takes: how to tell it, and what to call it.</summary>
/// <param name="Name">Its name, as people write it.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Extensions">The endings of its files.</param>
/// <param name="IsStartOf">True for the first bytes of such a file.</param>
/// <param name="Describe">Reads what the file tells of its audio; null where the file is damaged.</param>
internal sealed record AudioFormat(string Name, string MediaType, string[] Extensions, StartTest IsStartOf, Func<FileStream, AudioMetadata?> Describe)
{
    /// <summary>How many bytes of a file are enough to tell its format.</summary>
    public const int StartLength = 64;

    private static readonly AudioFormat[] Known =
    [
        new("WAV", "audio/wav", [".wav", ".wave"], static start => start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..].StartsWith("WAVE"u8), WavHeader.Read),
        new("Ogg", "audio/ogg", [".ogg", ".oga", ".opus"], static start => start.StartsWith("OggS"u8), OggPages.Read),
        new("MP4", "audio/mp4", [".m4a", ".mp4"], static start => start.Length >= 12 && start[4..].StartsWith("ftyp"u8), Mp4Boxes.Read),
        // Matroska begins alike; only its document type tells the two apart.
        new("WebM", "audio/webm", [".webm"], static start => start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && start.IndexOf("webm"u8) >= 0, static _ => new AudioMetadata("opus")),
        new("MP3", "audio/mpeg", [".mp3"], static start => start.StartsWith("ID3"u8) || IsMp3Frame(start), static _ => new AudioMetadata("mp3")),
    ];

    /// <summary>The formats, for messages.</summary>
    public static string All { get; } = string.Join(", ", Known.Select(format => $"{format.Name} ({string.Join(' ', format.Extensions)})"));

    public static AudioFormat? OfName(string fileName) =>
        Array.Find(Known, format => format.Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase));

    public static AudioFormat? OfContent(ReadOnlySpan<byte> start)
    {
        foreach (var format in Known)
        {
            if (format.IsStartOf(start))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>A frame's first eleven bits, layer III, and neither a bit rate nor a sample rate that does not exist.</summary>
    private static bool IsMp3Frame(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0
        && (start[1] & 0x18) != 0x08 && (start[1] & 0x06) == 0x02
        && (start[2] & 0xF0) is not (0 or 0xF0) && (start[2] & 0x0C) != 0x0C;
}

/// <summary>Looks at the first bytes of a file.</summary>
internal delegate bool StartTest(ReadOnlySpan<byte> start);
