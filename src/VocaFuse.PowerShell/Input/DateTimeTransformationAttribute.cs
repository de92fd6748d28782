using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Reads a moment that is written as ISO 8601, such as 2025-10-01 or 2025-10-01T17:33:31Z, alike in every culture; without
/// a zone it is local time. PowerShell by itself reads it by the session's calendar, so that in Iran 2025 would be a year
/// to come, and notes before then all there are. Other forms stay what PowerShell makes of them.
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
