using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Reads voice notes from objects with some of their properties: copies from another process or from a file, rows, references,
/// events and hashtables.
/// </summary>
internal static class VoiceNoteReader
{
    /// <summary>Reads a voice note; null if the object has no more than its ID.</summary>
    /// <param name="id">The ID of the voice note.</param>
    /// <param name="input">A voice note, or an object with some of the properties of one.</param>
    public static VoiceNote? Read(string id, object? input)
    {
        switch (input.Unwrap())
        {
            case VoiceNote note:
                return note;
            case Transcription transcription:
                return transcription.VoiceNote;
            case null or string:
                return null;
        }

        var known = VoiceNote.Create(
            id,
            Text("UserId", "user_id"),
            Text("OriginalFilename", "original_filename") ?? Text("FileName", "file_name"),
            Text("Status", "status"),
            TranscriptionReader.Time(Value("Duration", "Duration") ?? Value("DurationSeconds", "duration_seconds")),
            TranscriptionReader.To<long?>(Value("FileSize", "file_size_bytes")),
            Text("AudioFormat", "audio_format"),
            TranscriptionReader.Moment(Value("CreatedAt", "created_at")),
            TranscriptionReader.Moment(Value("UpdatedAt", "updated_at")),
            TranscriptionReader.Moment(Value("ProcessedAt", "processed_at") ?? Value("CompletedAt", "completed_at")),
            Tags(Value("CustomTags", "custom_tags")));
        return known is { UserId: null, OriginalFilename: null, Status: null, Duration: null, CreatedAt: null, UpdatedAt: null }
            ? null
            : known;

        object? Value(string name, string apiName) => TranscriptionReader.Value(input!, name, apiName);

        string? Text(string name, string apiName) => Value(name, apiName) is { } value and not "" ? value.ToString() : null;
    }

    /// <summary>
    /// Reads the voice note of a copy of a transcription: from the property VoiceNote, or from the properties that the
    /// transcription repeats.
    /// </summary>
    public static VoiceNote? OfTranscription(string id, object input) =>
        Read(id, TranscriptionReader.Value(input, "VoiceNote", "voicenote")) ?? Read(id, new Hashtable
        {
            ["UserId"] = TranscriptionReader.Value(input, "UserId", "user_id"),
            ["OriginalFilename"] = TranscriptionReader.Value(input, "OriginalFilename", "original_filename"),
            ["CreatedAt"] = TranscriptionReader.Value(input, "RecordedAt", "recorded_at"),
        });

    private static Dictionary<string, object?>? Tags(object? value) => value switch
    {
        IDictionary copy => copy.Keys.Cast<object>().ToDictionary(key => $"{key}", key => copy[key]),
        PSObject row => row.Properties.ToDictionary(property => property.Name, property => (object?)property.Value),
        _ => null,
    };
}
