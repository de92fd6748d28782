using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The transcription of a voice note.</summary>
/// <remarks>Source: <c>GET /voicenotes/{id}/transcription</c>.</remarks>
public sealed class Transcription
{
    /// <summary>Gets the transcription's own ID, which differs from the voice note's.</summary>
    public string? Id { get; internal set; }

    /// <summary>Gets the ID of the voice note.</summary>
    public string VoiceNoteId { get; internal set; } = "";

    /// <summary>Gets the user who recorded the voice note; null if the voice note is not known.</summary>
    public string? UserId => VoiceNote?.UserId;

    /// <summary>Gets the name of the file of the voice note; null if the voice note is not known.</summary>
    public string? OriginalFilename => VoiceNote?.OriginalFilename;

    /// <summary>Gets the time when the voice note was created; null if the voice note is not known.</summary>
    public DateTime? RecordedAt => VoiceNote?.CreatedAt;

    /// <summary>Gets the length of the voice note in seconds; null if the voice note is not known.</summary>
    public double? DurationSeconds => VoiceNote?.DurationSeconds;

    /// <summary>Gets the whole text.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Gets the confidence of the service, from 0 to 1.</summary>
    public double? Confidence { get; internal set; }

    /// <summary>Gets the language, such as <c>en</c> or <c>en-US</c>.</summary>
    public string? Language { get; internal set; }

    /// <summary>Gets the words with their times; empty if the service sends none.</summary>
    public IReadOnlyList<TranscriptionWord> Words { get; internal set; } = new WordList([]);

    /// <summary>Gets the time when the transcription was created.</summary>
    public DateTime? CreatedAt { get; internal set; }

    /// <summary>Gets the voice note, as far as it is known; null if only its ID is. The service does not send it.</summary>
    public VoiceNote? VoiceNote { get; internal init; }

    /// <summary>Creates a transcription that does not come from the service, for example from a file.</summary>
    public static Transcription Create(
        string voiceNoteId,
        string text,
        IReadOnlyList<TranscriptionWord>? words = null,
        string? id = null,
        string? language = null,
        double? confidence = null,
        DateTime? createdAt = null,
        VoiceNote? voiceNote = null) => new()
        {
            VoiceNoteId = voiceNoteId,
            Text = text,
            Words = new WordList(words ?? []),
            Id = id,
            Language = language,
            Confidence = confidence,
            CreatedAt = createdAt,
            VoiceNote = voiceNote,
        };

    /// <summary>Returns a copy of this transcription that carries its voice note.</summary>
    public Transcription WithVoiceNote(VoiceNote? voiceNote) =>
        Create(VoiceNoteId, Text, Words, Id, Language, Confidence, CreatedAt, voiceNote);

    /// <summary>Returns the text, so that <c>Select-String</c> searches it.</summary>
    public override string ToString() => Text;

    /// <summary>Reads a transcription.</summary>
    /// <param name="json">The transcription.</param>
    /// <param name="voiceNoteId">The ID of the voice note, which the service may leave out.</param>
    /// <param name="voiceNote">What is known of the voice note; null if nothing is.</param>
    internal static Transcription Read(JsonElement json, string? voiceNoteId, VoiceNote? voiceNote = null) => new()
    {
        Id = json.Text("id"u8),
        VoiceNoteId = json.NonEmptyText("voicenote_id"u8) ?? json.NonEmptyText("recording_id"u8) ?? voiceNoteId ?? "",
        Text = json.Text("text"u8) ?? "",
        Confidence = json.Double("confidence"u8),
        Language = json.Text("language"u8),
        Words = new WordList(json.Objects("words"u8, TranscriptionWord.Read)),
        CreatedAt = json.Time("created_at"u8),
        VoiceNote = voiceNote,
    };
}
