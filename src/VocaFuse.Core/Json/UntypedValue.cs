using System.Text.Json;
using VocaFuse.Credentials;

namespace VocaFuse.Json;

/// <summary>Converts JSON without a fixed shape to string, long, double, bool, null, arrays and dictionaries.</summary>
internal static class UntypedValue
{
    /// <summary>Converts a value, and takes secrets out of it if there is a redactor.</summary>
    public static object? Read(JsonElement value, Redactor? redactor = null) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value, redactor),
        JsonValueKind.Array => new ItemList<object?>(value.EnumerateArray().Select(item => Read(item, redactor))),
        JsonValueKind.String => Text(value.GetString(), redactor),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? (object)number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Converts an object. If a name occurs twice, the last value is kept.</summary>
    private static MemberDictionary Members(JsonElement json, Redactor? redactor)
    {
        var members = new MemberDictionary();
        foreach (var member in json.EnumerateObject())
        {
            var isSecret = redactor is not null && member.Value.ValueKind == JsonValueKind.String && Redactor.IsSecretName(member.Name);
            members[Text(member.Name, redactor)!] = isSecret ? Redactor.Hidden : Read(member.Value, redactor);
        }

        return members;
    }

    private static string? Text(string? text, Redactor? redactor) => redactor is null ? text : redactor.Redact(text);
}
