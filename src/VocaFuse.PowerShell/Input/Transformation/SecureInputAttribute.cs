using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Rejects plain text without repeating it; the type conversion error of PowerShell would show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureInputAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is string
        ? throw new ArgumentTransformationMetadataException(
            "A secret must not be plain text. Pass a SecureString, for example from Read-Host -AsSecureString or Get-Secret.")
        : inputData;
}
