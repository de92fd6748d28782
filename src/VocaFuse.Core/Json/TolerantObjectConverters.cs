using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VocaFuse.Json;

/// <summary>Reads an object of a known shape; where something else stands in its place there is none.</summary>
internal sealed class TolerantObjectConverter<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Allowance.Require();
            return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value!, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

/// <summary>Reads a list of objects of a known shape; entries that are none are left out.</summary>
internal sealed class TolerantListConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    /// <summary>A list that is null is an empty one, like a list that is missing.</summary>
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var typeInfo = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Allowance.RequireRoomIn(items);
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                items.Add(JsonSerializer.Deserialize(ref reader, typeInfo)!);
            }
            else
            {
                reader.Skip();
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            JsonSerializer.Serialize(writer, item, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }

        writer.WriteEndArray();
    }
}

/// <summary>Reads an object of no fixed shape into plain values; anything but an object is an empty one.</summary>
internal sealed class TolerantDictionaryConverter : JsonConverter<IReadOnlyDictionary<string, object?>?>
{
    public override IReadOnlyDictionary<string, object?>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => UntypedValue.ReadObject(ref reader, "value");

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?>? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Values of no fixed shape are only read.");
}
