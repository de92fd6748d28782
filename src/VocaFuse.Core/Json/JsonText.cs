using System.Text;
using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>Reads text out of a document, within the document's <see cref="Allowance"/>.</summary>
internal static class JsonText
{
    /// <summary>What taking a list or an object apart costs for each of its bytes, at the most.</summary>
    private const int RawCost = 32;

    /// <summary>The longest text that can still be a number, a moment or a truth value.</summary>
    private const int LongestScalar = 64;

    /// <summary>Names that came lately. Those of tags come again and again, and need not be made each time.</summary>
    [ThreadStatic]
    private static string?[]? names;

    /// <summary>The name of the member on which the reader stands.</summary>
    public static string ReadName(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.Length is 0 or > LongestScalar)
        {
            return Read(ref reader);
        }

        names ??= new string?[256];
        ref var known = ref names[((name[0] * 31) + (name[^1] * 7) + (name[name.Length / 2] * 3) + name.Length) & 0xFF];
        return known is not null && reader.ValueTextEquals(known) ? known : known = Read(ref reader);
    }

    /// <summary>The text on which the reader stands, where it is short enough for a number, a moment or a truth value.</summary>
    public static string? ReadScalar(ref Utf8JsonReader reader) => reader.ValueSpan.Length > LongestScalar ? null : Read(ref reader);

    /// <summary>The text on which the reader stands.</summary>
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
