using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace VocaFuse.PowerShell;

/// <summary>Helpers for values from scripts.</summary>
internal static class PSObjectExtensions
{
    /// <summary>Returns the value without its PSObject wrapper; a PSCustomObject keeps it.</summary>
    public static object? Unwrap(this object? value) => value is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : value;

    /// <summary>Gets the first property of an object, or entry of a dictionary, that has one of the names and is not null.</summary>
    public static object? GetProperty(this object? input, params string[] names)
    {
        foreach (var name in names)
        {
            if (input is not null && input.TryGetProperty(name, out var value) && value.Unwrap() is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Gets a property of an object or an entry of a dictionary by its case-insensitive name; false without one.</summary>
    public static bool TryGetProperty(this object input, string name, out object? value)
    {
        if (input.Unwrap() is IDictionary dictionary)
        {
            var key = dictionary.Keys.OfType<string>().FirstOrDefault(key => name.Equals(key, StringComparison.OrdinalIgnoreCase));
            value = key is null ? null : dictionary[key];
            return key is not null;
        }

        var property = PSObject.AsPSObject(input).Properties[name];
        value = property?.Value;
        return property is not null;
    }

    /// <summary>Returns a text, number or GUID as text, the same in every culture; null for anything else.</summary>
    public static string? ToScalarText(this object? value) => value.Unwrap() switch
    {
        string text => text,
        char or Guid => value!.ToString(),
        sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger or decimal or double or float =>
            ((IFormattable)value.Unwrap()!).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
