using System.Collections;
using System.Globalization;

namespace VocaFuse.Json;

/// <summary>Formats lists and dictionaries as one line of text in the invariant culture.</summary>
/// <remarks>Export-Csv writes the result of ToString, which is the name of the type for the lists of .NET.</remarks>
internal static class CellText
{
    /// <summary>Formats the items of a list, separated by commas.</summary>
    public static string Format(IEnumerable items) => string.Join(", ", items.Cast<object?>().Select(Text));

    /// <summary>Formats the entries of a dictionary, such as <c>team=support, priority=2</c>.</summary>
    public static string Format(IReadOnlyDictionary<string, object?> members) =>
        string.Join(", ", members.Select(static member => $"{member.Key}={Text(member.Value)}"));

    private static string Text(object? value) => value switch
    {
        null => "",
        MemberDictionary or ItemList<object?> => $"({value})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
