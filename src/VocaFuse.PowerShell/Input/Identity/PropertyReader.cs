using System.Collections;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace VocaFuse.PowerShell;

/// <summary>Reads an ID or a name from a value, or from a property of an object.</summary>
/// <param name="Expected">The expected input, for messages, such as <c>a voice note or its ID</c>.</param>
/// <param name="Properties">The names of the properties that contain the value in an object of any type.</param>
/// <param name="IdOwners">The full names of the module's types whose <c>Id</c> is the value; null if there are none.</param>
internal sealed record PropertyReader(string Expected, string[] Properties, string[]? IdOwners = null)
{
    private const string Id = "Id";

    /// <summary>Prefixes that PowerShell puts before the type name of a copy.</summary>
    private static readonly string[] CopyPrefixes = ["Deserialized.", "Selected.", "CSV:"];

    /// <summary>Reads the text, or returns the reason why the input has none.</summary>
    /// <returns>The text or the problem; the other one is null.</returns>
    public (string? Text, string? Problem) Read(object? input)
    {
        if (Scalar(input) is { } text)
        {
            return text.Length > 0 ? (text, null) : (null, $"Expected {Expected}, got an empty text.");
        }

        if (input is null || input.Unwrap() is not { } value)
        {
            return (null, $"Expected {Expected}, got null.");
        }

        foreach (var name in IsIdOwner(input, value) ? [.. Properties, Id] : Properties)
        {
            if (Find(input, value, name) is { } found)
            {
                return Scalar(found.Value) is { Length: > 0 } id
                    ? (id, null)
                    : (null, $"The {name} property of the input object is not a text, number or GUID.");
            }
        }

        return (null, $"Expected {Expected}, got {TypeName(input)}, which has no {Properties[0]} property.");
    }

    /// <summary>A text, number or GUID as text, the same in every culture; null for anything else.</summary>
    private static string? Scalar(object? value) => value.Unwrap() switch
    {
        string text => text,
        char or Guid => value.Unwrap()!.ToString(),
        sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger or decimal or double or float =>
            ((IFormattable)value.Unwrap()!).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static (string Name, object? Value)? Find(object input, object value, string name)
    {
        if (value is IDictionary dictionary)
        {
            var key = dictionary.Keys.OfType<string>().FirstOrDefault(key => name.Equals(key, StringComparison.OrdinalIgnoreCase));
            return key is null ? null : (name, dictionary[key]);
        }

        return PSObject.AsPSObject(input).Properties[name] is { } property ? (name, property.Value) : null;
    }

    /// <summary>Returns true for rows, which have no type name, and for the types of <see cref="IdOwners"/>.</summary>
    private bool IsIdOwner(object input, object value)
    {
        if (IdOwners is null)
        {
            return false;
        }

        if (value is IDictionary or DataRow or DataRowView)
        {
            return true;
        }

        var name = TypeName(input);
        var original = name;
        while (Array.Find(CopyPrefixes, prefix => original.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            original = original[prefix.Length..];
        }

        return IdOwners.Contains(original)
            || original == typeof(PSCustomObject).FullName
            || (original == name && PSObject.AsPSObject(input).BaseObject is PSCustomObject);
    }

    private static string TypeName(object input) => PSObject.AsPSObject(input).TypeNames.FirstOrDefault() ?? input.GetType().FullName!;
}
