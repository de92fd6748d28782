using System.Text.Json;
using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse.Errors;

/// <summary>An error document as it comes: <c>{"error":{…}}</c>, <c>{"error":"text"}</c> or <c>{"message":"text"}</c>.</summary>
internal sealed class ErrorDocument
{
    [JsonConverter(typeof(ErrorPartConverter))] public ErrorPart? Error { get; set; }

    public string? Message { get; set; }

    public string? Detail { get; set; }

    public string? Code { get; set; }

    public string? RequestId { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<ErrorMeta>))] public ErrorMeta? Meta { get; set; }
}

/// <summary>The error in an error document.</summary>
internal sealed class ErrorPart
{
    public string? Code { get; set; }

    public string? Message { get; set; }

    public string? Type { get; set; }

    [JsonConverter(typeof(ErrorDetailsConverter))] public IReadOnlyDictionary<string, object?>? Details { get; set; }

    /// <summary>What stands in the error's place, where that is no object.</summary>
    [JsonIgnore] public string? Text { get; set; }
}

/// <summary>What an error document tells of its request.</summary>
internal sealed class ErrorMeta
{
    public string? RequestId { get; set; }
}

/// <summary>Reads an error, or what stands in its place.</summary>
internal sealed class ErrorPartConverter : JsonConverter<ErrorPart?>
{
    public override ErrorPart? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Allowance.Require();
        return reader.TokenType == JsonTokenType.StartObject
            ? JsonSerializer.Deserialize(ref reader, VocaFuseJson.Default.ErrorPart)
            : new ErrorPart { Text = JsonText.ReadAny(ref reader) };
    }

    public override void Write(Utf8JsonWriter writer, ErrorPart? value, JsonSerializerOptions options) => throw new NotSupportedException("Errors are only read.");
}

/// <summary>Reads the details of an error, whatever their shape.</summary>
internal sealed class ErrorDetailsConverter : JsonConverter<IReadOnlyDictionary<string, object?>?>
{
    public override IReadOnlyDictionary<string, object?>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => UntypedValue.ReadObject(ref reader, "details");

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?>? value, JsonSerializerOptions options) => throw new NotSupportedException("Errors are only read.");
}
