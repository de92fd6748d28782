namespace VocaFuse.PowerShell;

/// <summary>An input of an export: a transcription, or a voice note whose transcription is fetched.</summary>
internal sealed class ExportItem
{
    private ExportItem(string voiceNoteId) => VoiceNoteId = voiceNoteId;

    public string VoiceNoteId { get; }

    /// <summary>The transcription; null if it is fetched.</summary>
    public Transcription? Transcription { get; private init; }

    /// <summary>The voice note; null if only its ID is known.</summary>
    public VoiceNote? VoiceNote { get; private init; }

    /// <summary>The status of the voice note; null if it is not known.</summary>
    public string? Status { get; private init; }

    /// <summary>The time of the last change; files that are older are written again. Null if it is not known.</summary>
    public DateTime? ChangedAt { get; private init; }

    /// <summary>The files to write. A path is null if it depends on the transcription.</summary>
    public List<(TranscriptionFormat Format, string? Path)> Files { get; } = [];

    /// <summary>Reads an input, or says why it can not be exported.</summary>
    /// <returns>The item or the problem; the other one is null.</returns>
    public static (ExportItem? Item, string? Problem) Read(object? input)
    {
        if (PSObjectExtensions.Unwrap(input) is VoiceNote note)
        {
            return (new ExportItem(note.Id) { VoiceNote = note, Status = note.Status, ChangedAt = note.UpdatedAt }, null);
        }

        if (TranscriptionReader.Read(input) is { } transcription)
        {
            var changedAt = transcription.CreatedAt;
            return (new ExportItem(transcription.VoiceNoteId) { Transcription = transcription, ChangedAt = changedAt }, null);
        }

        var identity = new VoiceNoteIdentity(input);
        return identity.Problem is { } problem ? (null, problem) : (OfIdentity(identity.Id!, input), null);
    }

    /// <summary>Reads a voice note of another process or from a file, a reference, an event, a row or an ID.</summary>
    private static ExportItem OfIdentity(string id, object? input)
    {
        // The status of an event is not the one of the note, and may be outdated.
        var value = PSObjectExtensions.Unwrap(input);
        return value is null or string or WebhookEvent ? new ExportItem(id) : new ExportItem(id)
        {
            Status = TranscriptionReader.Value(value, "Status", "status")?.ToString(),
            ChangedAt = TranscriptionReader.Moment(TranscriptionReader.Value(value, "UpdatedAt", "updated_at")),
        };
    }
}
