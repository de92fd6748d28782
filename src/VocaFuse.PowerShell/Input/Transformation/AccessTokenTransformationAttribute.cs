using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Reads the token from text or from an object with a Token property.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccessTokenTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        null => null,
        string text => new NetworkCredential("", text).SecurePassword,
        AccessToken token => token.Token,
        PSObject other when other.Properties["Token"]?.Value is { } inner => Transform(engineIntrinsics, inner),
        PSObject copy when copy.TypeNames.Contains("Deserialized.VocaFuse.AccessToken") =>
            throw new ArgumentTransformationMetadataException(
            "A deserialized access token does not contain the token itself. Use New-VFAccessToken -AsPlainText to "
                + "pass a token to another process."),
        var other => other,
    };
}
