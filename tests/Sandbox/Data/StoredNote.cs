namespace VocaFuse.Sandbox;

/// <summary>A voice note in the sandbox, independent of the names and formats of an envelope.</summary>
public sealed record StoredNote
{
    /// <summary>The index in the generated sequence. The ID and the transcription are computed from it.</summary>
    public required int Index { get; init; }

    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required string FileName { get; init; }
    public required double DurationSeconds { get; init; }
    public required long SizeBytes { get; init; }
    public required string Format { get; init; }
    public required string Codec { get; init; }
    public required int SampleRate { get; init; }
    public required int Channels { get; init; }
    public required int BitRate { get; init; }
    public required string Status { get; init; }
    public required string ClientIp { get; init; }
    public required string UserAgent { get; init; }
    public required string Source { get; init; }
    public required string Department { get; init; }
    public required int Priority { get; init; }

    /// <summary>Gets the tags of an uploaded note; null for a generated one, whose tags are department and priority.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public DateTime? ProcessedAt { get; init; }

    /// <summary>True if the note has a transcription.</summary>
    public bool IsReady => Status is not (NoteStatus.Processing or NoteStatus.Failed);
}
