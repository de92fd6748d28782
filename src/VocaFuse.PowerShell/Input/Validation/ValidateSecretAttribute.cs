using System.Management.Automation;
using System.Net;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Rejects a secret that is empty, or that was copied with surrounding characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateSecretAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var secret = arguments is SecureString secure ? new NetworkCredential("", secure).Password : "";
        if (WebhookSecret.FindProblem(secret) is { } problem)
        {
            throw new ValidationMetadataException($"The secret {problem}.");
        }
    }
}
