using System.Collections;
using System.Globalization;

namespace VocaFuse.Json;

/// <summary>Writes lists and dictionaries as one line of text, alike in every culture.</summary>
/// <remarks>Export-Csv of PowerShell writes what ToString returns, which is the name of the type for the lists of .NET.</remarks>
internal static class CellText
{
    /// <summary>Writes the items of a list with commas in between.</summary>
    public static string Of(IEnumerable items) => string.Join(", ", items.Cast<object?>().Select(Text));

    /// <summary>Writes the entries of a dictionary, such as <c>team=support, priority=2</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, object?> members) =>
        string.Join(", ", members.Select(static member => $"{member.Key}={Text(member.Value)}"));

    private static string Text(object? value) => value switch
    {
        null => "",
        MemberDictionary or ItemList<object?> => $"({value})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
