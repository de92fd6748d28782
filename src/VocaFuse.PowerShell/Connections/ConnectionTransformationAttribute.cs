using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lets a connection be given by its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : inputData;
        if (input is string name)
        {
            return ConnectionStore.OfThisRunspace().Find(name)
                ?? throw new ArgumentTransformationMetadataException(string.Format(System.Globalization.CultureInfo.InvariantCulture, $"{VFErrors.ConnectionNotFound.Message} {VFErrors.ConnectionNotFound.Action}", name));
        }

        if (inputData is PSObject { TypeNames: var names } && names.Any(static typeName => typeName.StartsWith("Deserialized.", StringComparison.Ordinal)))
        {
            throw new ArgumentTransformationMetadataException("A connection cannot travel to another process, because its secret stays here. Run Connect-VFAccount over there.");
        }

        return inputData;
    }
}
