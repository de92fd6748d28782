using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Converts values of properties from scripts, files and other processes, the same in every culture. Null if that fails.</summary>
internal static class ValueConverter
{
    /// <summary>Converts a value; returns the default of the type if that fails.</summary>
    public static T? To<T>(object? value) =>
        value is not (null or "") && LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var converted)
            ? converted
            : default;

    /// <summary>Converts a value to text. Objects and lists are not text.</summary>
    public static string? ToText(object? value) => value.Unwrap() switch
    {
        string text => text,
        // An object of properties can be formatted too.
        PSObject => null,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        bool or char => $"{value}",
        _ => null,
    };

    /// <summary>Converts a number. Text can have a decimal comma, which the conversion of PowerShell ignores.</summary>
    public static double? ToNumber(object? value) => value is string text
        ? To<double?>(text.Replace(',', '.'))
        : To<double?>(value);

    /// <summary>Converts a time span: a number of seconds, text, or the properties that JSON keeps of a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan? ToTimeSpan(object? value) => value switch
    {
        null => null,
        TimeSpan time => time,
        string text => TimeText.Parse(text),
        IDictionary or PSObject when To<long?>(value.GetProperty("Ticks")) is { } ticks => TimeSpan.FromTicks(ticks),
        _ when To<double?>(value) is { } seconds and >= 0 and < 1e9 =>
            TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
        _ => null,
    };

    /// <summary>Converts a point in time to local time.</summary>
    public static DateTime? ToLocalTime(object? value) => To<DateTimeOffset?>(value)?.LocalDateTime;
}
