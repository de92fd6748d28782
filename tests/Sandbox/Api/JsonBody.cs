using System.Text.Json;

namespace VocaFuse.Sandbox.Api;

/// <summary>The JSON object in the body of a request, validated as strictly as by the service.</summary>
internal sealed class JsonBody
{
    private readonly JsonElement _root;

    private JsonBody(JsonElement root) => _root = root;

    public static JsonBody Parse(ApiCall call)
    {
        if (!call.Http.Request.HasJsonContentType())
        {
            throw new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.", "ValidationError");
        }

        try
        {
            using var document = JsonDocument.Parse(call.Body);
            return FromElement(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw ApiException.Malformed("The body is not valid JSON.");
        }
    }

    public bool Has(string name) => _root.TryGetProperty(name, out _);

    public string RequireString(string name)
    {
        var text = GetString(name) ?? throw ApiException.Missing(name);
        return text.Trim().Length > 0 ? text : throw ApiException.Invalid(name, $"'{name}' must not be empty.");
    }

    public string? GetString(string name) => GetValue(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw ApiException.Invalid(name, $"'{name}' must be a string."),
    };

    public long RequireInt64(string name) => GetInt64(name) ?? throw ApiException.Missing(name);

    public long? GetInt64(string name) => GetValue(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        _ => throw ApiException.Invalid(name, $"'{name}' must be a whole number."),
    };

    public double RequireDouble(string name) => GetValue(name) switch
    {
        null => throw ApiException.Missing(name),
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        _ => throw ApiException.Invalid(name, $"'{name}' must be a number."),
    };

    public bool? GetBoolean(string name) => GetValue(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw ApiException.Invalid(name, $"'{name}' must be true or false."),
    };

    public IReadOnlyList<string>? GetStrings(string name)
    {
        if (GetValue(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : throw ApiException.Invalid(name, $"'{name}' must be a list of strings.");
    }

    /// <summary>Gets an object with text values.</summary>
    public IReadOnlyDictionary<string, string>? GetStringMap(string name)
    {
        if (GetObject(name) is not { } map)
        {
            return null;
        }

        return map._root.EnumerateObject().All(static pair => pair.Value.ValueKind == JsonValueKind.String)
            ? map._root.EnumerateObject().ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!)
            : throw ApiException.Invalid(name, $"'{name}' must have string values.");
    }

    /// <summary>Gets a list that is not empty and contains only known values.</summary>
    public IReadOnlyList<string>? GetChoices(string name, IReadOnlyCollection<string> known)
    {
        var values = GetStrings(name);
        if (values is { Count: 0 })
        {
            throw ApiException.Invalid(name, $"'{name}' must not be empty.");
        }

        return values?.FirstOrDefault(v => !known.Contains(v)) is { } unknown
            ? throw ApiException.Invalid(name, $"'{unknown}' is not one of {string.Join(", ", known)}.")
            : values;
    }

    public JsonBody? GetObject(string name) => GetValue(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new JsonBody(value),
        _ => throw ApiException.Invalid(name, $"'{name}' must be an object."),
    };

    private static JsonBody FromElement(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object ? new JsonBody(root) : throw ApiException.Malformed("The body must be a JSON object.");

    /// <summary>Gets a member; null is treated as missing.</summary>
    private JsonElement? GetValue(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
