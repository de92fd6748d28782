using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a number of seconds as a duration. PowerShell itself would read a number as 100-nanosecond ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    private const double Longest = 9e11;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData.Unwrap();
        double seconds;
        if (input is string text)
        {
            // PowerShell converts text such as '00:05:00'.
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds))
            {
                return inputData;
            }
        }
        else if (input is int or long or double or decimal or uint or ulong or float or short or ushort or byte or sbyte)
        {
            seconds = Convert.ToDouble(input, CultureInfo.InvariantCulture);
        }
        else
        {
            return inputData;
        }

        return Math.Abs(seconds) < Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds is not a valid duration."));
    }
}
