using System.Text.Json.Serialization;

namespace VocaFuse;

/// <summary>One word of a transcription and when it is said.</summary>
public sealed class TranscriptionWord
{
    /// <summary>The word with its punctuation.</summary>
    [JsonInclude] public string Word { get; internal set; } = "";

    /// <summary>When it begins, from the start of the recording.</summary>
    [JsonInclude] public TimeSpan? StartTime { get; internal set; }

    /// <summary>When it ends, from the start of the recording.</summary>
    [JsonInclude] public TimeSpan? EndTime { get; internal set; }

    /// <summary>How sure the service is, from 0 to 1.</summary>
    [JsonInclude] public double? Confidence { get; internal set; }

    /// <summary>The word.</summary>
    public override string ToString() => Word;
}
