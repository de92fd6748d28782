using System.Globalization;

namespace VocaFuse;

/// <summary>Parses times in a recording, independently of the culture.</summary>
public static class TimeText
{
    private const decimal Longest = 9e11m;

    /// <summary>
    /// Parses seconds such as <c>1.5</c> and <c>1,5</c>, minutes and seconds such as <c>0:02</c>, or hours, minutes and seconds such
    /// as <c>1:00:02.5</c>. The decimal separator is a full stop or a comma.
    /// </summary>
    /// <returns>The time; null for any other text.</returns>
    public static TimeSpan? Parse(string? text)
    {
        const NumberStyles digits = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint;
        var parts = (text ?? "").Replace(',', '.').Split(':');
        if (parts.Length > 3)
        {
            return null;
        }

        decimal seconds = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var style = parts.Length == 1 ? NumberStyles.Float : i < parts.Length - 1 ? NumberStyles.AllowLeadingWhite : digits;
            if (!decimal.TryParse(parts[i], style, CultureInfo.InvariantCulture, out var part) || (i > 0 && part >= 60))
            {
                return null;
            }

            seconds = (seconds * 60) + part;
            if (seconds is <= -Longest or >= Longest)
            {
                return null;
            }
        }

        return FromSeconds(seconds);
    }

    /// <summary>Converts seconds to the exact tick. A double cannot represent decimal fractions such as 12.87 s.</summary>
    internal static TimeSpan? FromSeconds(decimal seconds) =>
        seconds is > -Longest and < Longest ? new TimeSpan((long)decimal.Round(seconds * TimeSpan.TicksPerSecond)) : null;
}
