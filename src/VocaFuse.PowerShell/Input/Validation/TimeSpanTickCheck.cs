using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Rejects durations that a proxy function has converted from a number of seconds.</summary>
/// <remarks>
/// A TimeSpan parameter in a script converts a number to ticks of 100 ns, and passes this TimeSpan. No valid duration is shorter than
/// a millisecond.
/// </remarks>
internal static class TimeSpanTickCheck
{
    public static void Check(object? duration)
    {
        if (duration is TimeSpan { Ticks: > 0 and < TimeSpan.TicksPerMillisecond and var ticks })
        {
            throw new ValidationMetadataException(
                $"The value is {ticks.ToString(CultureInfo.InvariantCulture)} ticks of 100 ns: a number was read as ticks. "
                + "Specify a TimeSpan, or remove the type of the parameter in the function that calls this command.");
        }
    }
}
