using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds a header in whatever a web server keeps its headers in, by its name in any letter case.</summary>
internal static class HeaderSet
{
    /// <summary>The header's value; null where there is none. Headers of one name in several letter cases count as one.</summary>
    public static string? Find(object headers, string name)
    {
        switch (PSObjectExtensions.Unwrap(headers))
        {
            case NameValueCollection collection:
                return collection[name];
            case IDictionary dictionary:
                return Joined(name, dictionary.Keys.Cast<object>().Select(key => (key as string, Value: dictionary[key])));
            case PSObject custom:
                return Joined(name, custom.Properties.Select(static property => ((string?)property.Name, property.Value))!);
            case IEnumerable pairs:
                return Joined(name, pairs.Cast<object>().Select(static pair =>
                {
                    var properties = PSObject.AsPSObject(pair).Properties;
                    return (properties["Key"]?.Value as string, properties["Value"]?.Value);
                }));
            default:
                return null;
        }
    }

    private static string? Joined(string name, IEnumerable<(string? Name, object? Value)> headers)
    {
        string? found = null;
        foreach (var header in headers)
        {
            if (name.Equals(header.Name, StringComparison.OrdinalIgnoreCase) && HeaderValueTransformationAttribute.TextOf(header.Value) is { } text)
            {
                found = found is null ? text : $"{found},{text}";
            }
        }

        return found;
    }
}
