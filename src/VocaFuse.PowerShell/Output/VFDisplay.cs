using System.Globalization;

namespace VocaFuse.PowerShell;

/// <summary>Formats values for the views.</summary>
public static class VFDisplay
{
    /// <summary>The age up to which times are shown without the year: half a year, as in <c>ls -l</c>.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromDays(182);

    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Formats a duration as minutes and seconds, with hours if there are any.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalHours: >= 1 } and { } length => string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"),
        { } length => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length.Seconds:00}"),
    };

    /// <summary>Formats a position in a recording to the hundredth of a second.</summary>
    public static string WordTime(TimeSpan? place) =>
        place is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}") : "";

    /// <summary>Formats a time in local time to the minute.</summary>
    public static string Time(DateTimeOffset? moment) => moment?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Formats a time in local time for narrow columns: month, day and time if it is recent, otherwise the date.</summary>
    public static string ShortTime(DateTimeOffset? moment) => ShortTime(moment, DateTimeOffset.Now);

    /// <summary>Formats a number of bytes in the largest unit with a value of at least one.</summary>
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

    /// <summary>Formats a count with thousands separators.</summary>
    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Formats a fraction as a percentage.</summary>
    public static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} %") : "";

    /// <summary>Formats tags as <c>name=value</c>.</summary>
    public static string Tags(IReadOnlyDictionary<string, object?>? tags) =>
        tags is null ? "" : string.Join(", ", tags.Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));

    /// <summary>Formats the values of this month and last month in two columns.</summary>
    public static string Months(string thisMonth, string lastMonth) => $"{thisMonth,12}{lastMonth,14}";

    /// <summary>Formats a status with its color, if the terminal shows colors.</summary>
    /// <param name="status">The status.</param>
    /// <param name="style">The <c>$PSStyle</c> of PowerShell.</param>
    public static string Status(string? status, object style)
    {
        var palette = new Palette(style);
        return status switch
        {
            null => "",
            "transcribed" or "completed" or "active" => palette.Good(status),
            "processing" => palette.Pending(status),
            "failed" or "revoked" or "expired" or "suspended" => palette.Bad(status),
            _ => status,
        };
    }

    internal static string ShortTime(DateTimeOffset? moment, DateTimeOffset now) => moment is { } time
        ? time.LocalDateTime.ToString(time <= now && now - time < Recently ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "";
}
