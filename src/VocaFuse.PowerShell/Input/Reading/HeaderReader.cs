using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds a header by its case-insensitive name in the header collection of any web server.</summary>
internal static class HeaderReader
{
    /// <summary>Returns the value of the header, or null. Values of the same name in different letter cases are joined.</summary>
    public static string? Find(object headers, string name)
    {
        switch (headers.Unwrap())
        {
            case NameValueCollection collection:
                return collection[name];
            case IDictionary dictionary:
                return JoinValues(name, dictionary.Keys.Cast<object>().Select(key => (key as string, Value: dictionary[key])));
            case PSObject custom:
                return JoinValues(name, custom.Properties.Select(static property => ((string?)property.Name, property.Value))!);
            case IEnumerable pairs:
                return JoinValues(name, pairs.OfType<object>().Select(static pair =>
                {
                    var properties = PSObject.AsPSObject(pair).Properties;
                    return (properties["Key"]?.Value as string, properties["Value"]?.Value);
                }));
            default:
                return null;
        }
    }

    private static string? JoinValues(string name, IEnumerable<(string? Name, object? Value)> headers)
    {
        string? found = null;
        foreach (var header in headers)
        {
            if (name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)
                && HeaderValueTransformationAttribute.ToText(header.Value) is { } text)
            {
                found = found is null ? text : $"{found},{text}";
            }
        }

        return found;
    }
}
