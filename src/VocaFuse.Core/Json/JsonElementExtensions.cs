using System.Globalization;
using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>
/// Reads the members of a JSON object. One that is missing, null or of an unexpected type is null, never an error.
/// </summary>
/// <remarks>
/// JsonSerializer rejects the whole document for one member of an unexpected type, and a list of notes must not become unreadable
/// because the service writes one number as text. That is why the models read their members from a <see cref="JsonElement"/>.
/// Lists are arrays: PowerShell can't index the collection that the compiler creates for a collection expression.
/// </remarks>
internal static class JsonElementExtensions
{
    /// <summary>Gets a member; its kind is <see cref="JsonValueKind.Undefined"/> if it is missing.</summary>
    public static JsonElement Find(this JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Gets a member as text. A number or a Boolean becomes its text, an object or an array its JSON.</summary>
    public static string? Text(this JsonElement json, ReadOnlySpan<byte> name) => json.Find(name).AsText();

    /// <summary>Gets a member as text; null if it is an object or an array.</summary>
    public static string? ScalarText(this JsonElement json, ReadOnlySpan<byte> name) =>
        json.Find(name) is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } value ? value.AsText() : null;

    /// <summary>Gets a member as text; null if it is empty.</summary>
    public static string? NonEmptyText(this JsonElement json, ReadOnlySpan<byte> name) =>
        json.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Gets the member <c>id</c>. Without it an object of the service cannot be used for anything.</summary>
    /// <exception cref="FormatException">There is no id.</exception>
    public static string Id(this JsonElement json) => json.NonEmptyText("id"u8) ?? throw new FormatException("The object has no id.");

    /// <summary>Gets a member as a number that is finite.</summary>
    public static double? Double(this JsonElement json, ReadOnlySpan<byte> name)
    {
        var value = json.Find(name);
        var isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out var number)
            : double.TryParse(value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return isNumber && double.IsFinite(number) ? number : null;
    }

    /// <summary>Gets a member as a whole number; a fraction is cut off.</summary>
    public static long? Int64(this JsonElement json, ReadOnlySpan<byte> name)
    {
        var value = json.Find(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole
            : value.AsDecimal() is >= long.MinValue and <= long.MaxValue and var number ? (long)number : null;
    }

    /// <summary>Gets a member as a whole number of 32 bits; a fraction is cut off.</summary>
    public static int? Int32(this JsonElement json, ReadOnlySpan<byte> name) =>
        json.Int64(name) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>Gets a member as a Boolean: true, false, their names, 1 or 0.</summary>
    public static bool? Boolean(this JsonElement json, ReadOnlySpan<byte> name) => json.Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var value when bool.TryParse(value.AsString(), out var named) => named,
        var value => value.AsDecimal() switch { 1 => true, 0 => false, _ => null },
    };

    /// <summary>Gets a member as a duration: a number of seconds, or text that <see cref="TimeText"/> reads.</summary>
    public static TimeSpan? Seconds(this JsonElement json, ReadOnlySpan<byte> name) => json.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => TimeText.Parse(text.GetString()),
        var value => value.AsDecimal() is { } seconds ? TimeText.FromSeconds(seconds) : null,
    };

    /// <summary>Gets a member as local time: ISO 8601, in UTC if it has no zone, or Unix seconds.</summary>
    /// <remarks>
    /// A local DateTime, like those of Get-ChildItem: PowerShell compares it with Get-Date, and it keeps its type in jobs and
    /// CLIXML, where a DateTimeOffset becomes a PSObject with its properties.
    /// </remarks>
    public static DateTime? Time(this JsonElement json, ReadOnlySpan<byte> name)
    {
        // The last seconds of the year 9999. A larger number can only be milliseconds.
        const decimal Maximum = 253_402_300_799;

        var value = json.Find(name);
        // Reads the usual form without creating a string for the parser of all forms.
        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTime(out var standard))
        {
            return (standard.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(standard, DateTimeKind.Utc) : standard).ToLocalTime();
        }

        if (DateTimeOffset.TryParse(
            value.AsString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time))
        {
            return time.LocalDateTime;
        }

        return value.AsDecimal() switch
        {
            >= -62_135_596_800 and <= Maximum and var seconds => DateTimeOffset.UnixEpoch.AddTicks(Ticks(seconds)).LocalDateTime,
            > Maximum and <= Maximum * 1000 and var milliseconds =>
                DateTimeOffset.UnixEpoch.AddTicks(Ticks(milliseconds / 1000)).LocalDateTime,
            _ => null,
        };
    }

    /// <summary>Gets a member as a list of texts: an array, or one text with blanks or commas in between.</summary>
    public static IReadOnlyList<string> TextList(this JsonElement json, ReadOnlySpan<byte> name) => json.Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } array => new ItemList<string>(array.EnumerateArray().Select(AsText).OfType<string>()),
        { ValueKind: JsonValueKind.String } text =>
            new ItemList<string>(text.GetString()!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)),
        _ => new ItemList<string>([]),
    };

    /// <summary>Gets a member as an object of a known shape; null if it is not an object.</summary>
    public static T? Object<T>(this JsonElement json, ReadOnlySpan<byte> name, Func<JsonElement, T> read)
        where T : class => json.Find(name) is { ValueKind: JsonValueKind.Object } value ? read(value) : null;

    /// <summary>Gets the objects in an array; entries of another type are ignored. A single object is treated as a list of one.</summary>
    public static IReadOnlyList<T> Objects<T>(this JsonElement json, ReadOnlySpan<byte> name, Func<JsonElement, T> read) =>
        json.Find(name) switch
        {
            { ValueKind: JsonValueKind.Array } array =>
                array.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object).Select(read).ToArray(),
            { ValueKind: JsonValueKind.Object } item => new[] { read(item) },
            _ => [],
        };

    /// <summary>Gets a member as a dictionary; null if it is null. Any other value becomes the entry <c>value</c>.</summary>
    public static IReadOnlyDictionary<string, object?>? Dictionary(this JsonElement json, ReadOnlySpan<byte> name)
    {
        var value = UntypedValue.Read(json.Find(name));
        return value is null or MemberDictionary ? (MemberDictionary?)value : new MemberDictionary { ["value"] = value };
    }

    /// <summary>Gets a value as text. A number or a Boolean becomes its text, an object or an array its JSON.</summary>
    public static string? AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static string? AsString(this JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? AsDecimal(this JsonElement value)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out var number)
            : decimal.TryParse(value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return isNumber ? number : null;
    }

    /// <summary>Seconds are decimal fractions, which a double cannot hold: 12.87 s would lose a tick.</summary>
    private static long Ticks(decimal seconds) => (long)decimal.Round(seconds * TimeSpan.TicksPerSecond);
}
