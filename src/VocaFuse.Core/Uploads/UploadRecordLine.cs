using System.Text.Json.Serialization;

namespace VocaFuse.Uploads;

/// <summary>A line of an <see cref="UploadRecord"/>.</summary>
internal sealed record UploadRecordLine(
    string? Sha256,
    string? UserId,
    string? Account,
    [property: JsonPropertyName("voicenote_id")] string? VoiceNoteId,
    string? FileName,
    DateTimeOffset? SentAt);
