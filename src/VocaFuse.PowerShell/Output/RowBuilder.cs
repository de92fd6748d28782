using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Builds a flat row of an object: each property is a column of text in the invariant culture.</summary>
/// <remarks>Export-Csv itself formats times and numbers in the culture of the session, which Import-Csv may misread.</remarks>
internal static class RowBuilder
{
    private const string Seconds = "Seconds";

    /// <summary>Objects whose properties the row already has, or that become separate rows.</summary>
    private static readonly string[] Nested = [typeof(VoiceNote).FullName!, typeof(Transcription).FullName!];

    private static readonly string[] Secrets = [typeof(SecureString).FullName!, typeof(PSCredential).FullName!];

    public static PSObject Build(PSObject item)
    {
        var row = new PSObject();
        foreach (var property in item.Properties)
        {
            if (IsColumn(item, property))
            {
                row.Properties.Add(new PSNoteProperty(property.Name, ToText(property.Value)));
            }
        }

        return row;
    }

    private static bool IsColumn(PSObject item, PSPropertyInfo property) => property.Value.Unwrap() switch
    {
        TimeSpan => item.Properties[property.Name + Seconds] is null,
        null => !Secrets.Contains(property.TypeNameOfValue),
        SecureString or PSCredential => false,
        var value => !Nested.Any(type => PSObject.AsPSObject(value).TypeNames.Any(name => name.EndsWith(type, StringComparison.Ordinal))),
    };

    private static string? ToText(object? value) => value.Unwrap() switch
    {
        null => null,
        string text => text,
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset time => ToText(time.UtcDateTime),
        TimeSpan time => time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        IDictionary members => Join(members.Keys.Cast<object>()
            .OrderBy(key => $"{key}", StringComparer.Ordinal)
            .Select(key => $"{key}={ToListItem(members[key])}")),
        IList items when items.Cast<object?>().Any(IsObject) => items.Count.ToString(CultureInfo.InvariantCulture),
        IList items => Join(items.Cast<object?>().Select(ToListItem)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static string Join(IEnumerable<string?> items) => string.Join(", ", items);

    private static string? ToListItem(object? value) =>
        value.Unwrap() is IDictionary or IList ? $"({ToText(value)})" : ToText(value);

    /// <summary>Returns true for objects such as words. For a list of objects, a cell contains only their number.</summary>
    private static bool IsObject(object? item) => item.Unwrap() is PSObject or TranscriptionWord;
}
