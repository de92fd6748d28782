using System.Collections;
using System.Management.Automation;
using static VocaFuse.PowerShell.ValueConverter;

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
            GetText("UserId", "user_id"),
            GetText("OriginalFilename", "original_filename") ?? GetText("FileName", "file_name"),
            GetText("Status"),
            ToTimeSpan(input.GetProperty("Duration", "DurationSeconds", "duration_seconds")),
            To<long?>(input.GetProperty("FileSize", "file_size_bytes")),
            GetText("AudioFormat", "audio_format"),
            ToLocalTime(input.GetProperty("CreatedAt", "created_at")),
            ToLocalTime(input.GetProperty("UpdatedAt", "updated_at")),
            ToLocalTime(input.GetProperty("ProcessedAt", "processed_at", "CompletedAt", "completed_at")),
            ReadTags(input.GetProperty("CustomTags", "custom_tags")));
        return known is { UserId: null, OriginalFilename: null, Status: null, Duration: null, CreatedAt: null, UpdatedAt: null }
            ? null
            : known;

        string? GetText(params string[] names) => input.GetProperty(names) is { } value and not "" ? value.ToString() : null;
    }

    /// <summary>
    /// Reads the voice note of a copy of a transcription: from the property VoiceNote, or from the properties that the
    /// transcription repeats.
    /// </summary>
    public static VoiceNote? ReadFromTranscription(string id, object input) =>
        Read(id, input.GetProperty("VoiceNote")) ?? Read(id, new Hashtable
        {
            ["UserId"] = input.GetProperty("UserId", "user_id"),
            ["OriginalFilename"] = input.GetProperty("OriginalFilename", "original_filename"),
            ["CreatedAt"] = input.GetProperty("RecordedAt", "recorded_at"),
        });

    private static Dictionary<string, object?>? ReadTags(object? value) => value switch
    {
        IDictionary copy => copy.Keys.Cast<object>().ToDictionary(key => $"{key}", key => copy[key]),
        PSObject row => row.Properties.ToDictionary(property => property.Name, property => (object?)property.Value),
        _ => null,
    };
}
