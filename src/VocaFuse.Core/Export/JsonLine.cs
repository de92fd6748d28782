using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VocaFuse.Export;

/// <summary>Writes a transcription as one line of JSON, with the names that the service's API uses.</summary>
internal static class JsonLine
{
    public static string Format(Transcription transcription)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, "id", transcription.Id);
            Write(json, "voicenote_id", transcription.VoiceNoteId);
            Write(json, "text", transcription.Text);
            Write(json, "confidence", transcription.Confidence);
            Write(json, "language", transcription.Language);
            json.WriteStartArray("words");
            foreach (var word in transcription.Words)
            {
                json.WriteStartObject();
                Write(json, "word", word.Word);
                Write(json, "start_time", word.StartTime?.TotalSeconds);
                Write(json, "end_time", word.EndTime?.TotalSeconds);
                Write(json, "confidence", word.Confidence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Write(json, "created_at", Timestamp.Format(transcription.CreatedAt));
            if (transcription.VoiceNote is { } note)
            {
                json.WriteStartObject("voicenote");
                Write(json, "id", note.Id);
                Write(json, "user_id", note.UserId);
                Write(json, "original_filename", note.OriginalFilename);
                Write(json, "duration_seconds", note.DurationSeconds);
                Write(json, "created_at", Timestamp.Format(note.CreatedAt));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value is null ? "null" : Quote(value), skipInputValidation: true);
    }

    /// <summary>Quotes text and escapes only what JSON requires. The encoders of .NET escape emoji, which makes them unreadable.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' or '\\' => "\\" + rune,
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or 0x7F or 0x2028 or 0x2029 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
