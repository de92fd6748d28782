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

    /// <summary>Makes a word of a transcription that does not come from the service.</summary>
    public static TranscriptionWord Create(string word, TimeSpan? startTime = null, TimeSpan? endTime = null, double? confidence = null) =>
        new() { Word = word, StartTime = startTime, EndTime = endTime, Confidence = confidence };

    /// <summary>The word.</summary>
    public override string ToString() => Word;
}
