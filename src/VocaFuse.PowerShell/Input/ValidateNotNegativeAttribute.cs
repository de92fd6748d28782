using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Refuses a length of time below zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateNotNegativeAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan length && length < TimeSpan.Zero)
        {
            throw new ValidationMetadataException("A length of time cannot be negative.");
        }
    }
}
