using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace VocaFuse.PowerShell;

/// <summary>Reads a point in time from a date, a time ago, or their text.</summary>
/// <remarks>
/// ISO 8601 and the text of a date in a PowerShell string (<c>"$date"</c>) are read in the same way in every culture. PowerShell itself
/// would use the calendar of the session, and swap day and month or read a year in the future. Other dates are read in the culture of
/// the session.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class DateTimeTransformationAttribute : ArgumentTransformationAttribute
{
    private const string AcceptedForms = "Specify a date such as 2025-10-01, 20251001 or 2025-10-01T17:30:00Z, today or yesterday, "
        + "a time ago such as 7d, 12h or 30min, a DateTime, or a TimeSpan ago.";

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(700_000);

    /// <summary>The texts of a DateTime and a DateTimeOffset in a string of PowerShell, in every culture.</summary>
    private static readonly string[] TextsInStrings = ["MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm:ss zzz"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        null => null,
        DateTime or DateTimeOffset => inputData,
        TimeSpan time => Ago(time) ?? throw Error(inputData),
        // PowerShell parses 7d as a number, and keeps its text. Any other fraction would be read as a day and a month.
        decimal or double or float => TimeAgo(inputData!.ToString()!.Trim()) ?? throw Error(inputData),
        var value => Read(inputData!.ToString()!.Trim())
            ?? Read(Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim())
            ?? throw Error(inputData),
    };

    private static ArgumentTransformationMetadataException Error(object? input) =>
        new(ConnectionStore.ForCurrentRunspace().Redact($"'{input}' is not a point in time. {AcceptedForms}"));

    private static DateTimeOffset? Ago(TimeSpan time) =>
        time > -LongestTime && time < LongestTime ? DateTimeOffset.Now - time.Duration() : null;

    private static DateTimeOffset? TimeAgo(string text)
    {
        if (Age().Match(text) is not { Success: true } age
            || double.Parse(age.Groups["number"].Value, CultureInfo.InvariantCulture) is not (< 100_000 and var number))
        {
            return null;
        }

        return age.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "MIN" => Ago(TimeSpan.FromMinutes(number)),
            "H" => Ago(TimeSpan.FromHours(number)),
            "D" => Ago(TimeSpan.FromDays(number)),
            _ => Ago(TimeSpan.FromDays(7 * number)),
        };
    }

    private static DateTimeOffset? Read(string text) => text.ToUpperInvariant() switch
    {
        "NOW" => DateTimeOffset.Now,
        "TODAY" => DateTime.Today,
        "YESTERDAY" => DateTime.Today.AddDays(-1),
        _ when TimeSpanText().IsMatch(text) => Ago(TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        _ => TimeAgo(text) ?? Date(text),
    };

    private static DateTimeOffset? Date(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParseExact(text, "yyyyMMdd", culture, DateTimeStyles.AssumeLocal, out var day) ? day
            : DateTimeOffset.TryParseExact(text, TextsInStrings, culture, DateTimeStyles.AssumeLocal, out var time) ? time
            : IsoDate().IsMatch(text) ? Parsed(text, culture)
            // The year 2025 of another calendar can be long past, and -After would list everything.
            : Parsed(text, CultureInfo.CurrentCulture) is { Year: >= 1900 and < 2200 } other ? other
            : null;
    }

    private static DateTimeOffset? Parsed(string text, CultureInfo culture) =>
        DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeLocal, out var parsed) ? parsed : null;

    [GeneratedRegex(@"^-?(?<number>\d+(?:\.\d+)?)\s*(?<unit>min|h|d|w)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Age();

    [GeneratedRegex(@"^-?\d+\.\d\d:\d\d:\d\d(?:\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeSpanText();

    [GeneratedRegex(@"^\d{4}-", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();
}
