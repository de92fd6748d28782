using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts absolute http and https addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateWebAddressAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not Uri { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new ValidationMetadataException("The value must be an absolute web address, such as https://example.com/hooks/vocafuse.");
        }
    }
}
