using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a credential, a user name to prompt for, or a new API key, which has its credential.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CredentialTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is VFNewApiKey key
            ? key.Credential
            : new CredentialAttribute().Transform(engineIntrinsics, inputData);
}
