using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a text, number or GUID, or the named property of an object; rejects everything else.</summary>
/// <remarks>PowerShell itself would convert the object to the text <c>@{UserId=42}</c>.</remarks>
internal abstract class PropertyValueTransformationAttribute(PropertyReader reader, bool isId) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        null => null,
        IList list => list.Cast<object?>().Select(Read).ToArray(),
        _ => Read(inputData),
    };

    private string? Read(object? input)
    {
        if (input is null or "")
        {
            // The validation of the parameter reports it with the name of the parameter.
            return "";
        }

        var (text, problem) = reader.Read(input);
        if (isId && text is not null && WildcardPattern.ContainsWildcardCharacters(text))
        {
            problem = $"'{text}' contains a wildcard character. An ID must be exact.";
        }

        return problem is null
            ? text
            : throw new ArgumentTransformationMetadataException(ConnectionStore.ForCurrentRunspace().Redact(problem));
    }
}
