using System.Globalization;

namespace VocaFuse.Export;

/// <summary>Writes times.</summary>
internal static class Timestamp
{
    /// <summary>Gets a time in UTC as ISO 8601, with only the digits of the fraction that are needed.</summary>
    public static string? Format(DateTime? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
