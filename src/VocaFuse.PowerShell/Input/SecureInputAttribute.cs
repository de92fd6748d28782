using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Turns plain text away without repeating it; PowerShell's own error over the wrong type would show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureInputAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjectExtensions.Unwrap(inputData) is string
        ? throw new ArgumentTransformationMetadataException("A secret is not taken as plain text. Give a SecureString: Read-Host -AsSecureString, or Get-Secret of Microsoft.PowerShell.SecretManagement.")
        : inputData;
}
