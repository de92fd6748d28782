using System.Text;
using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>Reads text out of a document, within the document's <see cref="Allowance"/>.</summary>
internal static class JsonText
{
    /// <summary>What taking a list or an object apart costs for each of its bytes, at the most.</summary>
    private const int RawCost = 32;

    /// <summary>The text, or the property's name, on which the reader stands.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        Allowance.Require(sizeof(char) * (long)reader.ValueSpan.Length);
        return reader.GetString()!;
    }

    /// <summary>A scalar as text, an object or list as its JSON, null as null.</summary>
    public static string? ReadAny(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Read(ref reader);
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var end = reader;
                end.Skip();
                Allowance.Require(RawCost * (end.BytesConsumed - reader.TokenStartIndex));
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    return value.RootElement.GetRawText();
                }

            default:
                Allowance.Require(sizeof(char) * (long)reader.ValueSpan.Length);
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
