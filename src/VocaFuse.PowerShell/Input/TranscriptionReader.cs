using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Reads transcriptions from objects with the same content: copies from another process or from <c>Import-Clixml</c>, what
/// <c>ConvertFrom-Json</c> makes of an exported file or of <c>ConvertTo-Json</c>, and hashtables.
/// </summary>
internal static class TranscriptionReader
{
    /// <summary>Reads a transcription; null if the object is none.</summary>
    public static Transcription? Read(object? input)
    {
        switch (PSObjectExtensions.Unwrap(input))
        {
            case Transcription transcription:
                return transcription;
            case WebhookEvent received:
                return received.Transcription;
        }

        if (input is null
            || Value(input, "Text", "text") is not { } text
            || Value(input, "VoiceNoteId", "voicenote_id")?.ToString() is not { } voiceNoteId)
        {
            return null;
        }

        return Transcription.Create(
            voiceNoteId,
            text.ToString()!,
            [.. Items(Value(input, "Words", "words")).Select(Word).OfType<TranscriptionWord>()],
            Value(input, "Id", "id")?.ToString(),
            Value(input, "Language", "language")?.ToString(),
            To<double?>(Value(input, "Confidence", "confidence")),
            Moment(Value(input, "CreatedAt", "created_at")),
            VoiceNoteReader.OfTranscription(voiceNoteId, input));
    }

    /// <summary>The items of a list; a single object, as <c>ConvertFrom-Json</c> and hashtables may hold, is a list of one.</summary>
    private static IEnumerable<object?> Items(object? value) => value switch
    {
        null or string => [],
        IEnumerable list and not IDictionary => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>Reads a word; null if it has no text. A word that was cut off at the depth of a conversion is text without times.</summary>
    private static TranscriptionWord? Word(object? input)
    {
        if (PSObjectExtensions.Unwrap(input) is TranscriptionWord word)
        {
            return word;
        }

        var text = PSObjectExtensions.Unwrap(input) as string ?? (input is null ? null : Value(input, "Word", "word")?.ToString());
        return text is { Length: > 0 }
            ? TranscriptionWord.Create(
                text,
                Time(Value(input!, "StartTime", "start_time")),
                Time(Value(input!, "EndTime", "end_time")),
                To<double?>(Value(input!, "Confidence", "confidence")))
            : null;
    }

    /// <summary>Gets a value of an object or a hashtable under one of two names; null if it has neither.</summary>
    public static object? Value(object input, string name, string apiName)
    {
        if (PSObjectExtensions.Unwrap(input) is IDictionary dictionary)
        {
            var key = dictionary.Keys.OfType<string>().FirstOrDefault(key =>
                key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.Equals(apiName, StringComparison.OrdinalIgnoreCase));
            return key is null ? null : PSObjectExtensions.Unwrap(dictionary[key]);
        }

        var properties = PSObject.AsPSObject(input).Properties;
        return PSObjectExtensions.Unwrap((properties[name] ?? properties[apiName])?.Value);
    }

    /// <summary>Reads a time span: a number of seconds, text, or the properties that JSON keeps of a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan? Time(object? value) => value switch
    {
        null => null,
        TimeSpan time => time,
        IDictionary or PSObject when To<long?>(Value(value, "Ticks", "Ticks")) is { } ticks => TimeSpan.FromTicks(ticks),
        _ when To<double?>(value) is { } seconds and >= 0 and < 1e9 =>
            TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
        _ => To<TimeSpan?>(value),
    };

    /// <summary>Reads a point in time as local time.</summary>
    public static DateTime? Moment(object? value) => To<DateTimeOffset?>(value)?.LocalDateTime;

    /// <summary>Converts a value alike in every culture; the default of the type if it can not be converted.</summary>
    public static T? To<T>(object? value) =>
        value is not (null or "") && LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var converted)
            ? converted
            : default;
}
