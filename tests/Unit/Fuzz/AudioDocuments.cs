using VocaFuse.Audio;
using VocaFuse.Unit.Audio;

namespace VocaFuse.Unit.Fuzz;

/// <summary>Valid audio files of each format, to be damaged. They are small, so that damage hits headers.</summary>
internal static class AudioDocuments
{
    public static IReadOnlyList<(string Name, string FileName, byte[][] Files)> All { get; } =
    [
        .. AudioCorpus.Files
            .Where(static file => file.Content.Length < 3000)
            .GroupBy(static file => AudioFormat.FromFileName(file.Name)!.Name)
            .Select(static files => ($"{files.Key} audio", files.First().Name, files.Select(static file => file.Content).ToArray())),
        ("MP3 audio", "a.mp3",
            [AudioSamples.Mp3(5), [.. AudioSamples.Id3(20), .. AudioSamples.Mp3Facts("Info", 2, 576, 900), .. AudioSamples.Mp3(5)]]),
        ("WAV audio", "a.wav",
            [AudioSamples.Wav(0.01, before: new byte[5]), AudioSamples.Wav64("RF64", 0.02), AudioSamples.CompressedWav(2, 256, 500, 900)]),
    ];
}
