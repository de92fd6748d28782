using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The usage of an account, by month.</summary>
public sealed class AccountUsage
{
    /// <summary>Gets the usage of the current month.</summary>
    public AccountUsagePeriod? CurrentMonth { get; internal set; }

    /// <summary>Gets the usage of the previous month.</summary>
    public AccountUsagePeriod? PreviousMonth { get; internal set; }

    /// <summary>Returns both months in one line.</summary>
    public override string ToString() => $"this month {CurrentMonth}; last month {PreviousMonth}";

    internal static AccountUsage Read(JsonElement json) => new()
    {
        CurrentMonth = json.Object("current_month"u8, AccountUsagePeriod.Read),
        PreviousMonth = json.Object("previous_month"u8, AccountUsagePeriod.Read),
    };
}
