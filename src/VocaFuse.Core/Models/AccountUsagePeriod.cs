using System.Globalization;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The usage of an account in one month.</summary>
public sealed class AccountUsagePeriod
{
    /// <summary>Gets the number of recorded voice notes.</summary>
    public long? VoiceNoteCount { get; internal set; }

    /// <summary>Gets their total duration.</summary>
    public TimeSpan? TotalDuration { get; internal set; }

    /// <summary>Gets their total duration in seconds.</summary>
    public double? TotalDurationSeconds => TotalDuration?.TotalSeconds;

    /// <summary>Gets the storage in use, in bytes.</summary>
    public long? StorageUsed { get; internal set; }

    /// <summary>Returns the three figures in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{VoiceNoteCount ?? 0} notes, {(TotalDuration ?? TimeSpan.Zero).TotalMinutes:0.#} min, {StorageUsed ?? 0} bytes");

    internal static AccountUsagePeriod Read(JsonElement json) => new()
    {
        VoiceNoteCount = json.Int64("voicenotes_count"u8) ?? json.Int64("recordings_count"u8),
        TotalDuration = json.Seconds("total_duration_seconds"u8),
        StorageUsed = json.Int64("storage_used_bytes"u8),
    };
}
