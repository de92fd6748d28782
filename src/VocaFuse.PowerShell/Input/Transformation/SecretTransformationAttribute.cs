using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a secret as text, for commands that do not store it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is string text ? new NetworkCredential("", text).SecurePassword : inputData;
}
