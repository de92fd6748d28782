using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a duration between two numbers of seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateSecondsAttribute(double minimum, double maximum) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        TimeSpanTickCheck.Check(arguments);
        if (arguments is not TimeSpan length || length.TotalSeconds < minimum || length.TotalSeconds > maximum)
        {
            throw new ValidationMetadataException(
                string.Create(CultureInfo.InvariantCulture, $"The value must be from {minimum:#,0} to {maximum:#,0} seconds."));
        }
    }
}
