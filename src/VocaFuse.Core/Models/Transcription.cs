using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>What was said in a voice note.</summary>
/// <remarks>Source: <c>GET /voicenotes/{id}/transcription</c>.</remarks>
public sealed class Transcription
{
    /// <summary>The transcription's own id; not the note's.</summary>
    [JsonInclude] public string? Id { get; internal set; }

    /// <summary>The id of the voice note.</summary>
    [JsonInclude, JsonPropertyName("voicenote_id")] public string VoiceNoteId { get; internal set; } = "";

    /// <summary>The whole text.</summary>
    [JsonInclude] public string Text { get; internal set; } = "";

    /// <summary>How sure the service is, from 0 to 1.</summary>
    [JsonInclude] public double? Confidence { get; internal set; }

    /// <summary>The language, such as <c>en</c> or <c>en-US</c>.</summary>
    [JsonInclude] public string? Language { get; internal set; }

    /// <summary>The words with their times; empty where the service gives none.</summary>
    [JsonInclude, JsonConverter(typeof(TolerantListConverter<TranscriptionWord>))] public IReadOnlyList<TranscriptionWord> Words { get; internal set; } = [];

    /// <summary>When the transcription was made.</summary>
    [JsonInclude] public DateTimeOffset? CreatedAt { get; internal set; }

    [JsonInclude, JsonPropertyName("recording_id")]
    internal string? VoiceNoteIdOtherName
    {
        set
        {
            if (VoiceNoteId is null or "")
            {
                VoiceNoteId = value ?? "";
            }
        }
    }

    /// <summary>Makes a transcription that does not come from the service, such as one that was kept in a file.</summary>
    public static Transcription Create(
        string voiceNoteId, string text, IReadOnlyList<TranscriptionWord>? words = null, string? id = null, string? language = null, double? confidence = null, DateTimeOffset? createdAt = null) => new()
        {
            VoiceNoteId = voiceNoteId,
            Text = text,
            Words = words ?? [],
            Id = id,
            Language = language,
            Confidence = confidence,
            CreatedAt = createdAt,
        };

    /// <summary>The text, so that <c>Select-String</c> and friends read what was said.</summary>
    public override string ToString() => Text;

    /// <summary>Fills what the service may leave out or write as null, the note's id among it.</summary>
    internal Transcription OfNote(string? voiceNoteId)
    {
        Text ??= "";
        Words ??= [];
        if (string.IsNullOrEmpty(VoiceNoteId))
        {
            VoiceNoteId = voiceNoteId ?? "";
        }

        return this;
    }
}
