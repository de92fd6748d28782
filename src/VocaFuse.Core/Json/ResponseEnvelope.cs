using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VocaFuse.Paging;

namespace VocaFuse.Json;

/// <summary>Reads both envelopes: the documented form, bare or under the list's own name, and the SDK form under <c>data</c>.</summary>
internal static class ResponseEnvelope
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads one object.</summary>
    public static T ReadObject<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        using var allowance = Allowance.For(body.Length);
        body = Open(body);
        var reader = new Utf8JsonReader(body);
        Require(ref reader, JsonTokenType.StartObject);
        Utf8JsonReader data = default;
        var isBare = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The SDK form has no id of its own: an object that has one is the thing itself, whatever a new field is called.
            isBare |= reader.ValueTextEquals("id"u8);
            var isData = !isBare && reader.ValueTextEquals("data"u8);
            reader.Read();
            if (isData && reader.TokenType == JsonTokenType.StartObject)
            {
                data = reader;
            }

            reader.Skip();
        }

        RequireEnd(ref reader);
        return isBare || data.TokenType == JsonTokenType.None ? JsonSerializer.Deserialize(body, type)! : JsonSerializer.Deserialize(ref data, type)!;
    }

    /// <summary>Reads one page of a list; the names are those that the documented form may give it.</summary>
    public static Page<T> ReadPage<T>(ReadOnlySpan<byte> body, IReadOnlyList<string> listNames, JsonTypeInfo<T> type)
        where T : class
    {
        using var allowance = Allowance.For(body.Length);
        var reader = new Utf8JsonReader(Open(body));
        var page = new Page<T>();
        if (!reader.Read())
        {
            throw new JsonException("The answer is empty.");
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            page.Items = ReadItems(ref reader, type);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadPageObject(ref reader, listNames, type, page);
        }

        RequireEnd(ref reader);
        return page.Items is null ? throw new JsonException($"The answer holds no list of {listNames[0]}.") : page;
    }

    /// <summary>
    /// Reads an answer that has nothing to tell: empty, or any JSON object. A page of HTML instead is not the service's word
    /// that something was done.
    /// </summary>
    public static void ReadNothing(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return;
        }

        using var allowance = Allowance.For(body.Length);
        var reader = new Utf8JsonReader(Open(body));
        Require(ref reader, JsonTokenType.StartObject);
        reader.Skip();
        RequireEnd(ref reader);
    }

    /// <summary>The document, its text whole, without the byte order mark that some senders put before it.</summary>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> body)
    {
        body = InvalidTextRepair.Repair(body) ?? body;
        return body.StartsWith(ByteOrderMark) ? body[3..] : body;
    }

    private static void ReadPageObject<T>(ref Utf8JsonReader reader, IReadOnlyList<string> listNames, JsonTypeInfo<T> type, Page<T> page)
        where T : class
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsAny(ref reader, listNames))
            {
                reader.Read();
                page.Items = ReadList(ref reader, type);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadPageObject(ref reader, listNames, type, page);
                }
                else
                {
                    page.Items = ReadList(ref reader, type);
                }
            }
            else
            {
                page.Metadata.Read(ref reader);
            }
        }
    }

    /// <summary>A list that is null is an empty one; anything else in its place is none.</summary>
    private static List<T>? ReadList<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return ReadItems(ref reader, type);
            case JsonTokenType.Null:
                return [];
            default:
                reader.Skip();
                return null;
        }
    }

    private static List<T> ReadItems<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class
    {
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Allowance.RequireRoomIn(items);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("An entry of the list is no object.");
            }

            items.Add(JsonSerializer.Deserialize(ref reader, type)!);
        }

        return items;
    }

    private static bool IsAny(ref Utf8JsonReader reader, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException("The answer is no JSON object.");
        }
    }

    private static void RequireEnd(ref Utf8JsonReader reader)
    {
        // Reading on past the last bracket throws where more than white space follows.
        if (reader.Read())
        {
            throw new JsonException("Something follows the answer's document.");
        }
    }
}
