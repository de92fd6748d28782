using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a number of seconds as a duration. PowerShell itself would read a number as 100-nanosecond ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The maximum number of seconds, just below that of a TimeSpan.</summary>
    private const double MaximumSeconds = 9e11;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (!double.TryParse(inputData.ToScalarText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            // PowerShell converts other types and text such as '00:05:00'.
            return inputData;
        }

        return Math.Abs(seconds) < MaximumSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds is not a valid duration."));
    }
}
