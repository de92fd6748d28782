using System.Collections;
using System.Data;
using System.Management.Automation;

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
        if (input.ToScalarText() is { } text)
        {
            return text.Length > 0 ? (text, null) : (null, $"Expected {Expected}, got an empty text.");
        }

        if (input is null || input.Unwrap() is not { } value)
        {
            return (null, $"Expected {Expected}, got null.");
        }

        foreach (var name in IsIdOwner(input, value) ? [.. Properties, Id] : Properties)
        {
            if (input.TryGetProperty(name, out var property))
            {
                return property.ToScalarText() is { Length: > 0 } id
                    ? (id, null)
                    : (null, $"The {name} property of the input object is not a text, number or GUID.");
            }
        }

        return (null, $"Expected {Expected}, got {GetTypeName(input)}, which has no {Properties[0]} property.");
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

        var name = GetTypeName(input);
        var original = name;
        while (Array.Find(CopyPrefixes, prefix => original.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            original = original[prefix.Length..];
        }

        return IdOwners.Contains(original)
            || original == typeof(PSCustomObject).FullName
            || (original == name && PSObject.AsPSObject(input).BaseObject is PSCustomObject);
    }

    private static string GetTypeName(object input) => PSObject.AsPSObject(input).TypeNames.FirstOrDefault() ?? input.GetType().FullName!;
}
