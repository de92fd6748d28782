using System.Globalization;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The usage of an account: of two months, or totals without a period, depending on the version of the service.</summary>
public sealed class AccountUsage
{
    /// <summary>Gets the usage of the current month.</summary>
    public AccountUsagePeriod? CurrentMonth { get; internal set; }

    /// <summary>Gets the usage of the previous month.</summary>
    public AccountUsagePeriod? PreviousMonth { get; internal set; }

    /// <summary>Gets the number of voice notes; null if the service sends usage by month.</summary>
    public long? VoiceNoteCount { get; internal set; }

    /// <summary>Gets their total duration; null if the service sends usage by month.</summary>
    public TimeSpan? TotalDuration { get; internal set; }

    /// <summary>Gets their total duration in seconds.</summary>
    public double? TotalDurationSeconds => TotalDuration?.TotalSeconds;

    /// <summary>Gets the number of API calls; null if the service sends usage by month.</summary>
    public long? ApiCallCount { get; internal set; }

    /// <summary>Returns the figures in one line.</summary>
    public override string ToString() => CurrentMonth is null && PreviousMonth is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{VoiceNoteCount ?? 0} notes, {(TotalDuration ?? TimeSpan.Zero).TotalMinutes:0.#} min, {ApiCallCount ?? 0} API calls")
        : $"this month {CurrentMonth}; last month {PreviousMonth}";

    internal static AccountUsage Read(JsonElement json) => new()
    {
        CurrentMonth = json.Object("current_month"u8, AccountUsagePeriod.Read),
        PreviousMonth = json.Object("previous_month"u8, AccountUsagePeriod.Read),
        VoiceNoteCount = json.Int64("voicenotes_count"u8) ?? json.Int64("recordings_count"u8),
        TotalDuration = json.Seconds("total_duration"u8) ?? json.Seconds("total_duration_seconds"u8),
        ApiCallCount = json.Int64("api_calls_count"u8),
    };
}
