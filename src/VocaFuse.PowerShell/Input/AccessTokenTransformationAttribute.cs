using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Finds the token in whatever carries one: text, or an object with the property Token, also one of another process.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccessTokenTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSValue.Unwrap(inputData) switch
    {
        null => null,
        string text => new NetworkCredential("", text).SecurePassword,
        AccessToken token => token.Token,
        PSObject other when other.Properties["Token"]?.Value is { } inner => Transform(engineIntrinsics, inner),
        var other => other,
    };
}
