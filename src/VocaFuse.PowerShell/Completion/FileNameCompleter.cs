namespace VocaFuse.PowerShell;

/// <summary>Completes patterns for file names.</summary>
public sealed class FileNameCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() =>
    [
        (TranscriptionFileName.DefaultPattern, "The note's ID"),
        ("{VoiceNoteId}.{Language}", "The note's ID and the language, as players expect for captions"),
        ("{RecordedAt:yyyy-MM-dd} {VoiceNoteId}", "The day of the recording and the note's ID"),
        ("{CreatedAt:yyyy-MM-dd} {VoiceNoteId}", "The day of the transcription and the note's ID"),
        ("{UserId} {OriginalFilename} {VoiceNoteId}", "The user, the name of the recording and the note's ID"),
        ("{Id}", "The transcription's ID"),
    ];
}
