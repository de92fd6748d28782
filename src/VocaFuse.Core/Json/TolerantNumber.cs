using System.Globalization;
using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>The one reading of numbers that all tolerant converters share.</summary>
internal static class TolerantNumber
{
    public static double? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return Finite(reader.TryGetDouble(out var number) ? number : null);
            case JsonTokenType.String:
                return Finite(double.TryParse(JsonText.ReadScalar(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out var text) ? text : null);
            default:
                reader.Skip();
                return null;
        }
    }

    public static void Write(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}
