using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VocaFuse.Export;

/// <summary>Writes a transcription as one line of JSON, under the names that the service's API uses.</summary>
internal static class JsonLine
{
    // For files, not for pages: what no JSON reader needs escaped stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Transcription transcription)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", transcription.Id);
            json.WriteString("voicenote_id", transcription.VoiceNoteId);
            json.WriteString("text", transcription.Text);
            Write(json, "confidence", transcription.Confidence);
            json.WriteString("language", transcription.Language);
            json.WriteStartArray("words");
            foreach (var word in transcription.Words)
            {
                json.WriteStartObject();
                json.WriteString("word", word.Word);
                Write(json, "start_time", word.StartTime?.TotalSeconds);
                Write(json, "end_time", word.EndTime?.TotalSeconds);
                Write(json, "confidence", word.Confidence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("created_at", Timestamp.Of(transcription.CreatedAt));
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
}
