using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocaFuse.Json;

/// <summary>Reads text from text, a number or a truth value; an object or array stays its JSON.</summary>
internal sealed class TolerantStringConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonText.ReadAny(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads a number from a number or from text that is one; anything else is no value.</summary>
internal sealed class TolerantDoubleConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TolerantNumber.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => TolerantNumber.Write(writer, value);
}

/// <summary>Reads a whole number likewise; a fraction is cut off.</summary>
internal sealed class TolerantInt64Converter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole) ? whole : TolerantNumber.Read(ref reader) switch
        {
            > -9.2e18 and < 9.2e18 and var number => (long)number,
            _ => null,
        };

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => TolerantNumber.Write(writer, value);
}

/// <summary>Reads a whole number likewise, where 32 bits are enough.</summary>
internal sealed class TolerantInt32Converter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TolerantNumber.Read(ref reader) switch
    {
        >= int.MinValue and <= int.MaxValue and var number => (int)number,
        _ => null,
    };

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => TolerantNumber.Write(writer, value);
}

/// <summary>Reads a truth value from true, false, their names, or 0 and 1.</summary>
internal sealed class TolerantBooleanConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String when bool.TryParse(JsonText.ReadScalar(ref reader), out var named):
                return named;
            default:
                return TolerantNumber.Read(ref reader) switch { 0 => false, 1 => true, _ => null };
        }
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } known)
        {
            writer.WriteBooleanValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Reads a length of time from its number of seconds.</summary>
internal sealed class TolerantSecondsConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TolerantNumber.Read(ref reader) switch
    {
        > -9e11 and < 9e11 and var seconds => TimeSpan.FromSeconds(seconds),
        _ => null,
    };

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) => TolerantNumber.Write(writer, value?.TotalSeconds);
}

/// <summary>Reads a moment from ISO 8601, with or without fraction and zone (none means UTC), or from Unix seconds.</summary>
internal sealed class TolerantTimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && DateTimeOffset.TryParse(
            JsonText.ReadScalar(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        return TolerantNumber.Read(ref reader) switch
        {
            // From year 1 to year 9999; more digits would be milliseconds.
            >= -62_135_596_800 and <= 253_402_300_799 and var seconds => DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)),
            > 253_402_300_799 and < 253_402_300_799_000 and var milliseconds => DateTimeOffset.UnixEpoch.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)),
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } moment)
        {
            writer.WriteStringValue(moment);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Reads a list of texts from an array, or from a single text, which may hold several parted by blanks or commas.</summary>
internal sealed class TolerantStringListConverter : JsonConverter<IReadOnlyList<string>?>
{
    /// <summary>What a short part of a text takes, its place in the list and on the way there included.</summary>
    private const int PartSize = 48;

    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return Items(ref reader);
            case JsonTokenType.String:
                var text = JsonText.Read(ref reader);
                Allowance.Require((long)PartSize * (text.AsSpan().Count(' ') + text.AsSpan().Count(',')));
                return text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            default:
                reader.Skip();
                return [];
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value ?? [])
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string[] Items(ref Utf8JsonReader reader)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Allowance.RequireRoomIn(items);
            if (JsonText.ReadAny(ref reader) is { } item)
            {
                items.Add(item);
            }
        }

        Allowance.Require((long)items.Count * IntPtr.Size);
        return [.. items];
    }
}
