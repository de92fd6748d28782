using System.Collections.ObjectModel;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Errors;

/// <summary>What an error document says, as far as it is one.</summary>
internal readonly record struct ErrorBody(string? Code, string? Message, string? Type, IReadOnlyDictionary<string, object?> Details, string? RequestId)
{
    private static readonly ErrorBody Nothing = new(null, null, null, ReadOnlyDictionary<string, object?>.Empty, null);

    /// <summary>Reads <c>{"error":{…}}</c>, <c>{"error":"text"}</c> and <c>{"message":"text"}</c>; anything else is nothing.</summary>
    public static ErrorBody Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(Envelope.Open(body));
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Parse(document.RootElement) : Nothing;
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            return BrokenText.Repair(body) is { } repaired ? Parse(repaired) : Nothing;
        }
    }

    private static ErrorBody Parse(JsonElement root)
    {
        var requestId = root.TryGetProperty("meta", out var meta) ? Text(meta, "request_id") : null;
        requestId ??= Text(root, "request_id");
        if (!root.TryGetProperty("error", out var error) || error.ValueKind is JsonValueKind.Null)
        {
            return Nothing with { Message = Text(root, "message") ?? Text(root, "detail"), Code = Text(root, "code"), RequestId = requestId };
        }

        if (error.ValueKind != JsonValueKind.Object)
        {
            return Nothing with { Message = Text(root, "message") ?? PlainValue.Text(error), Code = Text(root, "code"), RequestId = requestId };
        }

        var details = error.TryGetProperty("details", out var found) && PlainValue.Of(found) is { } value
            ? value as Dictionary<string, object?> ?? new Dictionary<string, object?> { ["details"] = value }
            : Nothing.Details;
        return new ErrorBody(Text(error, "code"), Text(error, "message") ?? Text(root, "message"), Text(error, "type"), details, requestId);
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? PlainValue.Text(value) : null;
}
