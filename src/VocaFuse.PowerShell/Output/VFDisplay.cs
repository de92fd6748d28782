using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Formats values for the views.</summary>
/// <remarks>The methods accept any object: deserialized copies of the module's objects have the same views, but other types.</remarks>
public static class VFDisplay
{
    private static readonly string[] UsageMonths = ["CurrentMonth", "PreviousMonth"];

    /// <summary>The age up to which times are shown without the year: half a year, as in <c>ls -l</c>.</summary>
    private static readonly TimeSpan RecentAge = TimeSpan.FromDays(182);

    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Formats a duration as minutes and seconds, with hours if there are any.</summary>
    public static string Duration(object? duration) => To<TimeSpan>(duration) switch
    {
        null => Text(duration),
        { TotalHours: >= 1 } and { } length =>
            string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"),
        { } length => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length.Seconds:00}"),
    };

    /// <summary>Formats a position in a recording to the hundredth of a second.</summary>
    public static string WordTime(object? position) => To<TimeSpan>(position) is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}")
        : Text(position);

    /// <summary>Formats an elapsed time in milliseconds.</summary>
    public static string Milliseconds(object? elapsed) =>
        To<TimeSpan>(elapsed) is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms") : Text(elapsed);

    /// <summary>Formats a time in local time to the minute.</summary>
    public static string Time(object? time) => Local(time)?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? Text(time);

    /// <summary>Formats a time in local time for narrow columns: month, day and time if it is recent, otherwise the date.</summary>
    public static string ShortTime(object? time)
    {
        if (Local(time) is not { } local)
        {
            return Text(time);
        }

        var isRecent = local <= DateTime.Now && DateTime.Now - local < RecentAge;
        return local.ToString(isRecent ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Formats a number of bytes in the largest unit with a value of at least one.</summary>
    public static string Size(object? bytes)
    {
        if (To<long>(bytes) is not { } size)
        {
            return Text(bytes);
        }

        double shown = size;
        var unit = 0;
        while (Math.Abs(shown) >= 1024 && unit < Units.Length - 1)
        {
            shown /= 1024;
            unit++;
        }

        return $"{shown.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>Formats a count with thousands separators.</summary>
    public static string Count(object? count) => To<long>(count)?.ToString("#,0", CultureInfo.InvariantCulture) ?? Text(count);

    /// <summary>Formats a confidence from 0 to 1.</summary>
    public static string Confidence(object? confidence) =>
        To<double>(confidence)?.ToString("0.00", CultureInfo.InvariantCulture) ?? Text(confidence);

    /// <summary>Formats a dictionary as <c>name=value</c>.</summary>
    public static string Tags(object? tags) => tags.Unwrap() switch
    {
        IReadOnlyDictionary<string, object?> known => Join(known.Select(static tag => (tag.Key, tag.Value))),
        IDictionary copy => Join(copy.Keys.Cast<object>().Select(key => ($"{key}", copy[key]))),
        _ => Text(tags),
    };

    /// <summary>Formats the properties of an object that have a value as <c>Name=value</c>.</summary>
    public static string Properties(object? item) => item is null
        ? ""
        : Join(PSObject.AsPSObject(item).Properties.Where(static property => property.Value is not null)
            .Select(static property => (property.Name, (object?)property.Value)));

    /// <summary>Formats the usage of this month and last month in two lines, or usage totals in one.</summary>
    public static string Usage(object? usage)
    {
        if (usage is null)
        {
            return "";
        }

        var periods = PSObject.AsPSObject(usage).Properties;
        return UsageMonths.All(name => periods[name]?.Value is null)
            ? UsageTotals(periods["VoiceNoteCount"]?.Value, periods["TotalDuration"]?.Value, periods["ApiCallCount"]?.Value)
            : string.Join('\n', UsageMonths.Select(name => $"{name,-13} {UsagePeriod(periods[name]?.Value)}".TrimEnd()));
    }

    private static string UsageTotals(object? voiceNotes, object? duration, object? apiCalls) =>
        $"{Count(voiceNotes)} voice notes, {Duration(duration)}, {Count(apiCalls)} API calls";

    /// <summary>Formats the usage of one month.</summary>
    public static string UsagePeriod(object? period)
    {
        if (period is null)
        {
            return "";
        }

        var values = PSObject.AsPSObject(period).Properties;
        return $"{Count(values["VoiceNoteCount"]?.Value)} voice notes, {Duration(values["TotalDuration"]?.Value)}, "
            + $"{Size(values["StorageUsed"]?.Value)}";
    }

    /// <summary>Formats a match in its context, underlined if the terminal shows styles.</summary>
    /// <param name="match">A <see cref="TranscriptionMatch"/> or a copy of one.</param>
    /// <param name="style">The <c>$PSStyle</c> of PowerShell.</param>
    public static string Match(object match, object style)
    {
        var values = PSObject.AsPSObject(match).Properties;
        var text = $"{values["Match"]?.Value}";
        return $"{values["Before"]?.Value}{(text.Length > 0 ? new Palette(style).Emphasized(text) : "")}{values["After"]?.Value}";
    }

    /// <summary>Formats a status with its color, if the terminal shows colors.</summary>
    /// <param name="status">The status.</param>
    /// <param name="style">The <c>$PSStyle</c> of PowerShell.</param>
    public static string Status(string? status, object style)
    {
        var palette = new Palette(style);
        return status switch
        {
            null => "",
            "transcribed" or "completed" or "active" or "Passed" => palette.Good(status),
            "processing" or "Warning" => palette.Pending(status),
            "failed" or "Failed" or "revoked" or "expired" or "suspended" => palette.Bad(status),
            _ => status,
        };
    }

    private static DateTime? Local(object? time) => time.Unwrap() switch
    {
        DateTimeOffset offset => offset.LocalDateTime,
        DateTime date => date.ToLocalTime(),
        _ => null,
    };

    private static string Join(IEnumerable<(string Name, object? Value)> pairs) =>
        string.Join(", ", pairs.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Name}={pair.Value}")));

    private static string Text(object? value) => Convert.ToString(value.Unwrap(), CultureInfo.InvariantCulture) ?? "";

    private static T? To<T>(object? value)
        where T : struct =>
        value.Unwrap() is { } item && item is not string and not DateTime
            && LanguagePrimitives.TryConvertTo<T>(item, CultureInfo.InvariantCulture, out var converted)
            ? converted
            : null;
}
