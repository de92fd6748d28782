using System.Globalization;
using System.Text.Json.Serialization;

namespace VocaFuse;

/// <summary>What an account used in one month.</summary>
public sealed class AccountUsagePeriod
{
    /// <summary>How many voice notes were recorded.</summary>
    [JsonInclude, JsonPropertyName("voicenotes_count")] public long? VoiceNoteCount { get; internal set; }

    /// <summary>How long they are together.</summary>
    [JsonInclude, JsonPropertyName("total_duration_seconds")] public TimeSpan? TotalDuration { get; internal set; }

    /// <summary>The storage they take, in bytes.</summary>
    [JsonInclude, JsonPropertyName("storage_used_bytes")] public long? StorageUsed { get; internal set; }

    [JsonInclude, JsonPropertyName("recordings_count")] internal long? VoiceNoteCountOtherName { set => VoiceNoteCount ??= value; }

    /// <summary>The three figures in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{VoiceNoteCount ?? 0} notes, {(TotalDuration ?? TimeSpan.Zero).TotalMinutes:0.#} min, {StorageUsed ?? 0} bytes");
}
