using System.Text.Json;
using VocaFuse.Http;

namespace VocaFuse.Json;

/// <summary>JSON of no fixed shape as values every .NET language has: string, long, double, bool, list, dictionary, null.</summary>
internal static class PlainValue
{
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => Items(element),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : (object)element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A scalar as text, an object or array as its JSON, null as null.</summary>
    public static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element.GetRawText(),
    };

    public static IReadOnlyDictionary<string, object?> Redacted(IReadOnlyDictionary<string, object?> values, Redactor redactor) =>
        values.Count == 0 ? values : Redact(values, redactor);

    private static object?[] Items(JsonElement element)
    {
        var items = new object?[element.GetArrayLength()];
        var i = 0;
        foreach (var item in element.EnumerateArray())
        {
            items[i++] = Of(item);
        }

        return items;
    }

    private static Dictionary<string, object?> Members(JsonElement element)
    {
        var members = new Dictionary<string, object?>();
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = Of(member.Value);
        }

        return members;
    }

    private static object? Redact(object? value, Redactor redactor) => value switch
    {
        string text => redactor.Redact(text),
        object?[] items => items.Select(item => Redact(item, redactor)).ToArray(),
        IReadOnlyDictionary<string, object?> members => Redact(members, redactor),
        _ => value,
    };

    private static Dictionary<string, object?> Redact(IReadOnlyDictionary<string, object?> members, Redactor redactor)
    {
        var redacted = new Dictionary<string, object?>();
        foreach (var (name, value) in members)
        {
            // Two names may be the same once the secrets in them are hidden.
            redacted[redactor.Redact(name)!] = value is string && Redactor.IsSecretName(name) ? Redactor.Hidden : Redact(value, redactor);
        }

        return redacted;
    }
}
