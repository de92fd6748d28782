using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A word of a transcription with its time in the recording.</summary>
public sealed class TranscriptionWord
{
    /// <summary>Gets the word with its punctuation.</summary>
    public string Word { get; internal set; } = "";

    /// <summary>Gets the time at which the word begins, from the start of the recording.</summary>
    public TimeSpan? StartTime { get; internal set; }

    /// <summary>Gets the time at which the word ends, from the start of the recording.</summary>
    public TimeSpan? EndTime { get; internal set; }

    /// <summary>Gets the time at which the word begins, in seconds from the start of the recording.</summary>
    public double? StartSeconds => StartTime?.TotalSeconds;

    /// <summary>Gets the time at which the word ends, in seconds from the start of the recording.</summary>
    public double? EndSeconds => EndTime?.TotalSeconds;

    /// <summary>Gets the confidence of the service, from 0 to 1.</summary>
    public double? Confidence { get; internal set; }

    /// <summary>Creates a word of a transcription that does not come from the service.</summary>
    public static TranscriptionWord Create(string word, TimeSpan? startTime = null, TimeSpan? endTime = null, double? confidence = null) =>
        new() { Word = word, StartTime = startTime, EndTime = endTime, Confidence = confidence };

    /// <summary>Returns the word.</summary>
    public override string ToString() => Word;

    internal static TranscriptionWord Read(JsonElement json) => new()
    {
        Word = json.ScalarText("word"u8) ?? "",
        StartTime = json.Seconds("start_time"u8),
        EndTime = json.Seconds("end_time"u8),
        Confidence = json.Double("confidence"u8),
    };
}
