using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Accepts a connection or its name. Anything else becomes a placeholder that makes the command fail: PowerShell drops a value of
/// $PSDefaultParameterValues that fails to bind, and the command would use the current connection.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        VFConnection connection => connection,
        _ when inputData.ToScalarText() is { } name => VFConnection.Parse(name),
        null => VFConnection.Unusable("", "The value of -Connection is null."),
        _ when inputData is PSObject { TypeNames: var names } && names.Any(IsDeserialized) => VFConnection.Unusable(
            "", "Connections can't be passed to another process. Run Connect-VFAccount there."),
        var other => VFConnection.Unusable("", $"Expected a connection or its name, got {other.GetType().FullName}."),
    };

    private static bool IsDeserialized(string typeName) => typeName.StartsWith("Deserialized.", StringComparison.Ordinal);
}
