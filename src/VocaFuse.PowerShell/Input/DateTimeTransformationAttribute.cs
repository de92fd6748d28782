using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Reads times in ISO 8601, such as 2025-10-01 or 2025-10-01T17:33:31Z, the same way in every culture; without a zone, they
/// are local. PowerShell would use the calendar of the session's culture: in Iran, 2025 would be a year in the far future.
/// Other formats are left to the conversion of PowerShell.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DateTimeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObjectExtensions.Unwrap(inputData) is string text
        && text.AsSpan().TrimStart() is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', ..]
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment)
            ? moment
            : inputData;
}
