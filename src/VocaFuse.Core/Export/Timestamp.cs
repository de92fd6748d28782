using System.Globalization;

namespace VocaFuse.Export;

internal static class Timestamp
{
    /// <summary>A moment in UTC by ISO 8601, with as much of a fraction as it has.</summary>
    public static string? Of(DateTime? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
