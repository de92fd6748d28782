using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocaFuse.Json;

/// <summary>Reads a value whose shape the service does not fix.</summary>
internal sealed class UntypedValueConverter : JsonConverter<object?>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => UntypedValue.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Values of no fixed shape are only read.");
}
