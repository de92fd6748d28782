using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a duration above 0, or null.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePositiveDurationAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan duration && duration <= TimeSpan.Zero)
        {
            throw new ValidationMetadataException("The duration must be more than 0 seconds.");
        }

        TimeSpanTickCheck.Check(arguments);
    }
}
