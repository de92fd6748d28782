using System.Management.Automation;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Rejects an empty secret.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateSecretAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not SecureString { Length: > 0 })
        {
            throw new ValidationMetadataException("The secret is empty.");
        }
    }
}
