using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VocaFuse.Webhooks;

/// <summary>Writes deliveries as the service writes them, for those who try out their endpoint.</summary>
internal static class SampleDelivery
{
    private const double Duration = 12.5;

    /// <summary>Text stands as it is, as in the service's deliveries: an endpoint that verifies anything but the raw bytes fails over it here already.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string eventName, string voiceNoteId, DateTimeOffset now)
    {
        var end = eventName.IndexOf('.', StringComparison.Ordinal);
        var (subject, happened) = (eventName[..end], eventName[(end + 1)..]);
        var completed = now.ToUnixTimeSeconds();
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", eventName);
            json.WriteNumber("timestamp", completed);
            json.WriteStartObject(subject);
            json.WriteString("id", voiceNoteId);
            json.WriteString("identity", "user_test");
            json.WriteString("status", happened);
            json.WriteNumber("duration", Duration);
            json.WriteNumber("created_at", completed - 30);
            json.WriteNumber("completed_at", completed);
            if (happened == "transcribed")
            {
                json.WriteStartObject("transcription");
                json.WriteString("text", "This is a test – “with quotes”, an é and a 語, so that the raw body counts.");
                json.WriteNumber("confidence", 0.97);
                json.WriteString("language", "en-US");
            }
            else
            {
                json.WriteStartObject("error");
                json.WriteString("code", "TRANSCRIPTION_FAILED");
                json.WriteString("message", "This is a test: the recording could not be transcribed.");
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
