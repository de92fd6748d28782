using System.Collections;
using static VocaFuse.PowerShell.ValueConverter;

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
            || ToText(input.GetProperty("Text")) is not { } text
            || ToText(input.GetProperty("VoiceNoteId", "voicenote_id", "recording_id", "RecordingId")) is not { } voiceNoteId)
        {
            return null;
        }

        return Transcription.Create(
            voiceNoteId,
            text,
            [.. GetItems(input.GetProperty("Words")).Select(ReadWord).OfType<TranscriptionWord>()],
            ToText(input.GetProperty("Id")),
            ToText(input.GetProperty("Language")),
            ToNumber(input.GetProperty("Confidence")),
            ToLocalTime(input.GetProperty("CreatedAt", "created_at")),
            VoiceNoteReader.ReadFromTranscription(voiceNoteId, input));
    }

    /// <summary>Gets the items of a list. A single object, which a hashtable may contain instead, is treated as a list of one.</summary>
    private static IEnumerable<object?> GetItems(object? value) => value switch
    {
        null or string => [],
        IEnumerable list and not IDictionary => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>Reads a word; null if it has no text. Text alone is a word without times.</summary>
    private static TranscriptionWord? ReadWord(object? input)
    {
        if (input.Unwrap() is TranscriptionWord word)
        {
            return word;
        }

        return (ToText(input) ?? ToText(input.GetProperty("Word"))) is { Length: > 0 } text
            && !IsTruncatedObject(text)
            ? TranscriptionWord.Create(
                text,
                ToTimeSpan(input.GetProperty("StartTime", "start_time")),
                ToTimeSpan(input.GetProperty("EndTime", "end_time")),
                ToNumber(input.GetProperty("Confidence")))
            : null;
    }

    /// <summary>Returns true for the text that ConvertTo-Json writes for an object below its maximum depth.</summary>
    private static bool IsTruncatedObject(string text) => text.StartsWith("@{", StringComparison.Ordinal);
}
