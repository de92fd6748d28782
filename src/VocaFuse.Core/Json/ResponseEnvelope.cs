using System.Text.Json;
using VocaFuse.Paging;

namespace VocaFuse.Json;

/// <summary>
/// Reads the envelopes of response bodies. An object is the document itself or its member <c>data</c>. A list is a named member of
/// the document, is <c>data</c>, or is a named member of <c>data</c>; the metadata of the page is in the same object.
/// </summary>
internal static class ResponseEnvelope
{
    /// <summary>Reads one object.</summary>
    public static T ReadObject<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read) => JsonReading.Read(body, root =>
    {
        // Only an object that is not wrapped has an id on this level; it may have a member named data, too.
        var isWrapped = root.Find("id"u8).ValueKind == JsonValueKind.Undefined && root.Find("data"u8).ValueKind == JsonValueKind.Object;
        return read(RequireObject(isWrapped ? root.Find("data"u8) : root));
    });

    /// <summary>Reads one page of a list.</summary>
    /// <param name="body">The response body.</param>
    /// <param name="listNames">The names that the list may have.</param>
    /// <param name="read">Reads an entry.</param>
    public static Page<T> ReadPage<T>(ReadOnlyMemory<byte> body, IReadOnlyList<string> listNames, Func<JsonElement, T> read)
        => JsonReading.Read(body, root =>
    {
        var metadata = new PageMetadata();
        var list = FindList(root, listNames, metadata);
        List<T> items = list.ValueKind switch
        {
            JsonValueKind.Array => [.. list.EnumerateArray().Select(item => read(RequireObject(item)))],
            JsonValueKind.Null => [],
            _ => throw new FormatException($"The response has no list of {listNames[0]}."),
        };
        return new Page<T> { Items = items, Metadata = metadata };
    });

    /// <summary>Reads the response to a deletion: nothing, or any JSON object. A page of HTML would not confirm the deletion.</summary>
    public static void ReadNothing(ReadOnlyMemory<byte> body)
    {
        if (!body.IsEmpty)
        {
            JsonReading.Read(body, RequireObject);
        }
    }

    private static JsonElement FindList(JsonElement container, IReadOnlyList<string> listNames, PageMetadata metadata)
    {
        if (container.ValueKind != JsonValueKind.Object)
        {
            return container.ValueKind == JsonValueKind.Null ? default : container;
        }

        metadata.Read(container);
        foreach (var name in listNames)
        {
            if (container.TryGetProperty(name, out var list))
            {
                return list;
            }
        }

        var data = container.Find("data"u8);
        return data.ValueKind == JsonValueKind.Object ? FindList(data, listNames, metadata) : data;
    }

    private static JsonElement RequireObject(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("The response is not a JSON object.");
}
