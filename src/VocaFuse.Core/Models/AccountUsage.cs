using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>What an account used, this month beside the month before.</summary>
public sealed class AccountUsage
{
    /// <summary>The month that is running.</summary>
    [JsonInclude, JsonConverter(typeof(TolerantObjectConverter<AccountUsagePeriod>))] public AccountUsagePeriod? CurrentMonth { get; internal set; }

    /// <summary>The month before it.</summary>
    [JsonInclude, JsonConverter(typeof(TolerantObjectConverter<AccountUsagePeriod>))] public AccountUsagePeriod? PreviousMonth { get; internal set; }

    /// <summary>Both months in a line.</summary>
    public override string ToString() => $"this month {CurrentMonth}; last month {PreviousMonth}";
}
