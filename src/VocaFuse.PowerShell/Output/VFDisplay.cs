using System.Globalization;

namespace VocaFuse.PowerShell;

/// <summary>How the views write values. The objects hold the exact ones.</summary>
public static class VFDisplay
{
    /// <summary>For how long a moment counts as recent: half a year, as with <c>ls -l</c>.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromDays(182);

    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A length of time as minutes and seconds, with hours in front where there are any.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalHours: >= 1 } and { } length => string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"),
        { } length => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length.Seconds:00}"),
    };

    /// <summary>A place in a recording, to the hundredth of a second.</summary>
    public static string WordTime(TimeSpan? place) =>
        place is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}") : "";

    /// <summary>A moment in local time, to the minute.</summary>
    public static string Time(DateTimeOffset? moment) => moment?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment in local time for narrow columns: month, day and time of a recent one, else the date.</summary>
    public static string ShortTime(DateTimeOffset? moment) => ShortTime(moment, DateTimeOffset.Now);

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

    /// <summary>A count with its thousands set apart.</summary>
    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share of one as a percentage.</summary>
    public static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} %") : "";

    /// <summary>Tags as <c>name=value</c>, one after the other.</summary>
    public static string Tags(IReadOnlyDictionary<string, object?>? tags) =>
        tags is null ? "" : string.Join(", ", tags.Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));

    /// <summary>Two figures in columns, this month's beside last month's.</summary>
    public static string Months(string thisMonth, string lastMonth) => $"{thisMonth,12}{lastMonth,14}";

    /// <summary>A status in its colour, where the terminal shows colours.</summary>
    /// <param name="status">The status.</param>
    /// <param name="style">PowerShell's <c>$PSStyle</c>, which knows the user's colours and whether they are wanted.</param>
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
