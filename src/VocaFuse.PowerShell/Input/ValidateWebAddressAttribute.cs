using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Takes whole web addresses only. Which of them the service accepts is the service's to say.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateWebAddressAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not Uri { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new ValidationMetadataException("This has to be a whole web address, such as https://example.com/hooks/vocafuse.");
        }
    }
}
