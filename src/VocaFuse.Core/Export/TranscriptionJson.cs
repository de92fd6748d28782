using System.Text;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>Reads the JSON and JSON Lines files that a <see cref="TranscriptionWriter"/> writes.</summary>
public static class TranscriptionJson
{
    /// <summary>Reads the transcriptions of a file.</summary>
    /// <exception cref="FormatException">The file, or a line of it, is not a transcription in JSON.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<Transcription> ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
            ? File.ReadLines(path).Where(static line => !string.IsNullOrWhiteSpace(line)).SelectMany(static line => Read(line))
            : Read(File.ReadAllText(path));
    }

    private static List<Transcription> Read(string json)
    {
        try
        {
            return JsonReading.Read(Encoding.UTF8.GetBytes(json), ReadAny);
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            throw new FormatException("It is not a transcription in JSON, as Export-VFTranscription -Format Json writes it.", failure);
        }
    }

    private static List<Transcription> ReadAny(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(ReadOne)]
        : [ReadOne(json)];

    private static Transcription ReadOne(JsonElement json)
    {
        var transcription = Transcription.Read(json, voiceNoteId: null, json.Object("voicenote"u8, VoiceNote.Read));
        return transcription.VoiceNoteId.Length > 0 && json.Find("text"u8).ValueKind == JsonValueKind.String
            ? transcription
            : throw new FormatException("There is no voice note ID or no text.");
    }
}
