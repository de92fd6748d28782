using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Finds the token in whatever carries one: text, or an object with the property Token.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccessTokenTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjectExtensions.Unwrap(inputData) switch
    {
        null => null,
        string text => new NetworkCredential("", text).SecurePassword,
        AccessToken token => token.Token,
        PSObject other when other.Properties["Token"]?.Value is { } inner => Transform(engineIntrinsics, inner),
        PSObject copy when copy.TypeNames.Contains("Deserialized.VocaFuse.AccessToken") => throw new ArgumentTransformationMetadataException(
            "This is a copy of a token that was made in another process or exported to a file, and copies go without the token itself. Take it there with New-VFAccessToken -AsPlainText."),
        var other => other,
    };
}
