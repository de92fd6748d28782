using VocaFuse.Audio.Containers;

namespace VocaFuse.Audio;

/// <summary>A format of audio that the service accepts.</summary>
/// <param name="Name">The name for messages.</param>
/// <param name="ShortName">The name that the service uses.</param>
/// <param name="MediaType">The media type, which the storage requires.</param>
/// <param name="Extensions">The file extensions, the usual one first.</param>
/// <param name="IsFormatOf">Tests whether a file has this format.</param>
/// <param name="Read">Reads the metadata of a file; throws <see cref="InvalidAudioException"/> if the file is damaged.</param>
internal sealed record AudioFormat(
    string Name,
    string ShortName,
    string MediaType,
    string[] Extensions,
    Func<AudioSource, bool> IsFormatOf,
    Func<AudioSource, AudioMetadata> Read)
{
    public static readonly AudioFormat Wav = new("WAV", "wav", "audio/wav", [".wav", ".wave"], IsWav, WavReader.Read);
    public static readonly AudioFormat Ogg = new("Ogg", "ogg", "audio/ogg", [".ogg", ".oga", ".opus", ".ogx"], IsOgg, OggReader.Read);
    public static readonly AudioFormat Mp4 = new("MP4", "mp4", "audio/mp4", [".m4a", ".mp4", ".m4b"], IsMp4, Mp4Reader.Read);
    public static readonly AudioFormat WebM = new("WebM", "webm", "audio/webm", [".webm", ".weba"], IsWebM, WebMReader.Read);
    public static readonly AudioFormat Mp3 = new("MP3", "mp3", "audio/mpeg", [".mp3", ".mpga"], Mp3Reader.IsMp3, Mp3Reader.Read);

    // MP3 is last: it has no signature, so the file is searched for frames.
    private static readonly AudioFormat[] Known = [Wav, Ogg, Mp4, WebM, Mp3];

    private const string Matroska = "Matroska";

    /// <summary>Signatures of formats that the service does not accept, for messages.</summary>
    private static readonly (string Name, byte[] Signature)[] Others =
    [
        (Matroska, [0x1A, 0x45, 0xDF, 0xA3]),
        ("FLAC", [.. "fLaC"u8]),
        ("AIFF", [.. "FORM"u8]),
        ("AMR", [.. "#!AMR"u8]),
        ("CAF", [.. "caff"u8]),
        ("Windows Media", [0x30, 0x26, 0xB2, 0x75]),
        ("AU", [.. ".snd"u8]),
        ("AAC without a container", [0xFF, 0xF1]),
        ("AAC without a container", [0xFF, 0xF9]),
    ];

    /// <summary>Gets the formats and their extensions, for messages.</summary>
    public static string All { get; } =
        string.Join(", ", Known.Select(static format => $"{format.Name} ({string.Join(' ', format.Extensions)})"));

    /// <summary>Gets the format for the extension of a file name.</summary>
    public static AudioFormat? FromFileName(string fileName) =>
        Array.Find(Known, format => format.Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Gets the format of the content of a file. Browsers name their recordings .webm even if the codec makes them Matroska.
    /// </summary>
    public static AudioFormat? FromContent(AudioSource source, string fileName) => Array.Find(Known, format => format.IsFormatOf(source))
        ?? (NameOfOther(source) == Matroska && FromFileName(fileName) == WebM ? WebM : null);

    /// <summary>Gets the name of the format of a file that the service does not accept; null if it is not recognized.</summary>
    public static string? NameOfOther(AudioSource source) =>
        Array.Find(Others, other => source.Peek(0, other.Signature.Length).SequenceEqual(other.Signature)).Name;

    private static bool IsOgg(AudioSource source) => source.Peek(0, 4).SequenceEqual("OggS"u8);

    private static bool IsWav(AudioSource source)
    {
        var start = source.Peek(0, 12);
        return start.Length == 12 && start[8..].SequenceEqual("WAVE"u8)
            && (start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8));
    }

    private static bool IsMp4(AudioSource source) => source.TryRead(4, 4, out var type) && type.SequenceEqual("ftyp"u8);

    /// <summary>Tests the document type, the only difference between the headers of WebM and Matroska.</summary>
    private static bool IsWebM(AudioSource source)
    {
        var start = source.Peek(0, 64);
        return start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && start.IndexOf("webm"u8) >= 0;
    }
}
