using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Reads transcriptions from objects with the same content: copies from another process or from <c>Import-Clixml</c>, the
/// output of <c>ConvertFrom-Json</c> for an exported file or for <c>ConvertTo-Json</c>, and hashtables.
/// </summary>
internal static class TranscriptionReader
{
    /// <summary>Reads a transcription; null if the object is not one.</summary>
    public static Transcription? Read(object? input)
    {
        switch (input.Unwrap())
        {
            case Transcription transcription:
                return transcription;
            case WebhookEvent received:
                return received.Transcription;
        }

        if (input is null
            || Text(Value(input, "Text", "text")) is not { } text
            || Text(Value(input, "VoiceNoteId", "voicenote_id") ?? Value(input, "recording_id", "RecordingId")) is not { } voiceNoteId)
        {
            return null;
        }

        return Transcription.Create(
            voiceNoteId,
            text,
            [.. Items(Value(input, "Words", "words")).Select(Word).OfType<TranscriptionWord>()],
            Text(Value(input, "Id", "id")),
            Text(Value(input, "Language", "language")),
            Number(Value(input, "Confidence", "confidence")),
            Moment(Value(input, "CreatedAt", "created_at")),
            VoiceNoteReader.OfTranscription(voiceNoteId, input));
    }

    /// <summary>Gets the items of a list. A single object, which a hashtable may contain instead, is treated as a list of one.</summary>
    private static IEnumerable<object?> Items(object? value) => value switch
    {
        null or string => [],
        IEnumerable list and not IDictionary => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>Reads a word; null if it has no text. Text alone is a word without times.</summary>
    private static TranscriptionWord? Word(object? input)
    {
        if (input.Unwrap() is TranscriptionWord word)
        {
            return word;
        }

        return (Text(input) ?? (input is null ? null : Text(Value(input, "Word", "word")))) is { Length: > 0 } text
            && !IsTruncatedObject(text)
            ? TranscriptionWord.Create(
                text,
                Time(Value(input!, "StartTime", "start_time")),
                Time(Value(input!, "EndTime", "end_time")),
                Number(Value(input!, "Confidence", "confidence")))
            : null;
    }

    /// <summary>Returns true for the text that ConvertTo-Json writes for an object below its maximum depth.</summary>
    private static bool IsTruncatedObject(string text) => text.StartsWith("@{", StringComparison.Ordinal);

    /// <summary>Gets a value of an object or a hashtable under one of two names; null if it has neither.</summary>
    public static object? Value(object input, string name, string apiName)
    {
        if (input.Unwrap() is IDictionary dictionary)
        {
            var key = dictionary.Keys.OfType<string>().FirstOrDefault(key =>
                key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.Equals(apiName, StringComparison.OrdinalIgnoreCase));
            return key is null ? null : dictionary[key].Unwrap();
        }

        var properties = PSObject.AsPSObject(input).Properties;
        return (properties[name] ?? properties[apiName])?.Value.Unwrap();
    }

    /// <summary>Reads text, also from a number. Objects and lists are not text.</summary>
    private static string? Text(object? value) => value.Unwrap() switch
    {
        string text => text,
        // An object of properties can be formatted too.
        PSObject => null,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        bool or char => $"{value}",
        _ => null,
    };

    /// <summary>Reads a number. Text can have a decimal comma, which the conversion of PowerShell ignores.</summary>
    private static double? Number(object? value) => value is string text
        ? To<double?>(text.Replace(',', '.'))
        : To<double?>(value);

    /// <summary>Reads a time span: a number of seconds, text, or the properties that JSON keeps of a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan? Time(object? value) => value switch
    {
        null => null,
        TimeSpan time => time,
        string text => TimeText.Parse(text),
        IDictionary or PSObject when To<long?>(Value(value, "Ticks", "Ticks")) is { } ticks => TimeSpan.FromTicks(ticks),
        _ when To<double?>(value) is { } seconds and >= 0 and < 1e9 =>
            TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
        _ => null,
    };

    /// <summary>Reads a point in time as local time.</summary>
    public static DateTime? Moment(object? value) => To<DateTimeOffset?>(value)?.LocalDateTime;

    /// <summary>Converts a value in the invariant culture; returns the default of the type if that fails.</summary>
    public static T? To<T>(object? value) =>
        value is not (null or "") && LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var converted)
            ? converted
            : default;
}
