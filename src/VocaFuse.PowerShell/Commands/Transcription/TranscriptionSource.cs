namespace VocaFuse.PowerShell;

/// <summary>An input of an export or a search: a transcription, or a voice note whose transcription is fetched.</summary>
internal sealed class TranscriptionSource
{
    private TranscriptionSource(string voiceNoteId) => VoiceNoteId = voiceNoteId;

    public string VoiceNoteId { get; }

    /// <summary>The transcription; null if it must be fetched.</summary>
    public Transcription? Transcription { get; private init; }

    /// <summary>The voice note with the properties that the input has; null if the input has only its ID.</summary>
    public VoiceNote? VoiceNote { get; private init; }

    /// <summary>True if the voice note is complete. Events and rows have only some of its properties.</summary>
    public bool HasVoiceNote { get; private init; }

    /// <summary>The status of the voice note; null if it is not known.</summary>
    public string? Status { get; private init; }

    /// <summary>The time of the last change; files that are older are written again. Null if it is not known.</summary>
    public DateTime? ChangedAt { get; private init; }

    /// <summary>The files to write. A path is null if it depends on the transcription.</summary>
    public List<(TranscriptionFormat Format, string? Path)> Files { get; } = [];

    /// <summary>Returns true if the transcription must be fetched, or the voice note if it is wanted and not known.</summary>
    public bool NeedsRequest(bool needsVoiceNote) => Transcription is null || (needsVoiceNote && !HasVoiceNote);

    /// <summary>Reads an input.</summary>
    /// <returns>The source, or the reason why the input cannot be exported; the other one is null.</returns>
    public static (TranscriptionSource? Source, string? Problem) Read(object? input)
    {
        if (TranscriptionReader.Read(input) is { } transcription)
        {
            return (new TranscriptionSource(transcription.VoiceNoteId)
            {
                Transcription = transcription,
                VoiceNote = transcription.VoiceNote,
                HasVoiceNote = transcription.VoiceNote is not null && !IsEvent(input),
                ChangedAt = transcription.CreatedAt,
            }, null);
        }

        var identity = new VoiceNoteIdentity(input);
        return identity.Problem is { } problem ? (null, problem) : (FromIdentity(identity), null);
    }

    /// <summary>Reads a voice note or a copy of one, a reference, an event, a row or an ID.</summary>
    private static TranscriptionSource FromIdentity(VoiceNoteIdentity identity) => new(identity.Id!)
    {
        VoiceNote = identity.VoiceNote,
        HasVoiceNote = identity.IsVoiceNote,

        // The status in an event may be outdated.
        Status = IsEvent(identity.Value) ? null : identity.VoiceNote?.Status,
        ChangedAt = identity.VoiceNote?.UpdatedAt,
    };

    private static bool IsEvent(object? input) => input.Unwrap() is WebhookEvent;
}
