using System.Globalization;

namespace VocaFuse.PowerShell;

/// <summary>How the views write values. The objects hold the exact ones.</summary>
public static class VFDisplay
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A length of time as minutes and seconds, with hours in front where there are any.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalHours: >= 1 } and { } length => string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"),
        { } length => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length.Seconds:00}"),
    };

    /// <summary>A moment in local time, to the minute.</summary>
    public static string Time(DateTimeOffset? moment) => moment?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number of bytes in the largest unit that leaves at least one whole.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } size)
        {
            return "";
        }

        double shown = size;
        var unit = 0;
        while (Math.Abs(shown) >= 1024 && unit < Units.Length - 1)
        {
            shown /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? shown.ToString("0", CultureInfo.InvariantCulture) : shown.ToString("0.0", CultureInfo.InvariantCulture))} {Units[unit]}");
    }

    /// <summary>A share of one as a percentage.</summary>
    public static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} %") : "";
}
