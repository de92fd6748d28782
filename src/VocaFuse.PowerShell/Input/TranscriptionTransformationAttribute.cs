using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// Lets objects stand for transcriptions that hold the same: those that came from another process or from
/// <c>Import-Clixml</c>, and those that <c>ConvertFrom-Json</c> makes of an exported file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TranscriptionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        PSObject { BaseObject: IList list } => list.Cast<object>().Select(One).ToArray(),
        IList list => list.Cast<object>().Select(One).ToArray(),
        _ => One(inputData),
    };

    private static Transcription One(object input)
    {
        var item = PSObject.AsPSObject(input);
        if (item.BaseObject is Transcription transcription)
        {
            return transcription;
        }

        if (Value(item, "Text", "text") is not { } text || Value(item, "VoiceNoteId", "voicenote_id") is not { } voiceNoteId)
        {
            throw new ArgumentTransformationMetadataException(
                $"This is no transcription but a {item.TypeNames.FirstOrDefault()}: it has not both VoiceNoteId and Text. Of voice notes, Get-VFTranscription gets the transcriptions.");
        }

        var words = Value(item, "Words", "words") is IEnumerable list and not string ? list.Cast<object>().Select(Word).ToArray() : [];
        return Transcription.Create(
            voiceNoteId.ToString()!, text.ToString()!, words, Value(item, "Id", "id")?.ToString(), Value(item, "Language", "language")?.ToString(),
            To<double?>(Value(item, "Confidence", "confidence")), To<DateTime?>(Value(item, "CreatedAt", "created_at")));
    }

    /// <summary>A word; text alone, which is all that is left of one where objects were cut off at some depth, has no times.</summary>
    private static TranscriptionWord Word(object input)
    {
        var item = PSObject.AsPSObject(input);
        return item.BaseObject as TranscriptionWord ?? TranscriptionWord.Create(
            Value(item, "Word", "word")?.ToString() ?? item.ToString(),
            Time(Value(item, "StartTime", "start_time")),
            Time(Value(item, "EndTime", "end_time")),
            To<double?>(Value(item, "Confidence", "confidence")));
    }

    private static object? Value(PSObject item, string name, string apiName) =>
        PSObjectExtensions.Unwrap((item.Properties[name] ?? item.Properties[apiName])?.Value);

    /// <summary>A length of time, or its number of seconds.</summary>
    private static TimeSpan? Time(object? value) => value switch
    {
        TimeSpan time => time,
        _ when To<double?>(value) is { } seconds and >= 0 and < 1e9 => TimeSpan.FromSeconds(seconds),
        _ => To<TimeSpan?>(value),
    };

    private static T? To<T>(object? value) => value is not null && LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var converted) ? converted : default;
}
