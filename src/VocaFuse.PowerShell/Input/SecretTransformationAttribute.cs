using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Lets a secret be given as text where it is only compared with, and never kept.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSObjectExtensions.Unwrap(inputData) is string text ? new NetworkCredential("", text).SecurePassword : inputData;
}
