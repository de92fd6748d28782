using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VocaFuse.Webhooks;

/// <summary>Writes sample deliveries in the form of the service, for testing an endpoint.</summary>
internal static class SampleDelivery
{
    /// <summary>The events that have a sample.</summary>
    public static readonly IReadOnlyList<string> Events =
    [
        "voicenote.transcribed", "voicenote.completed", "voicenote.failed",
        "recording.transcribed", "recording.completed", "recording.failed",
    ];

    private const double Duration = 12.5;

    /// <summary>Text is not escaped, so that the test fails if an endpoint verifies anything but the raw bytes.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string eventName, string voiceNoteId, DateTimeOffset now)
    {
        var parts = eventName.Split('.');
        var (subject, status) = (parts[0], parts[1]);
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
            json.WriteString("status", status);
            json.WriteNumber("duration", Duration);
            json.WriteNumber("created_at", completed - 30);
            json.WriteNumber("completed_at", completed);
            if (status != "failed")
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
