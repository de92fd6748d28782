using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>Text is not escaped, so that the test fails if an endpoint verifies anything but the raw bytes.</summary>
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string eventName, string voiceNoteId, DateTimeOffset now)
    {
        var parts = eventName.Split('.');
        var (subject, status) = (parts[0], parts[1]);
        var completed = now.ToUnixTimeSeconds();
        var note = new JsonObject
        {
            ["id"] = voiceNoteId,
            ["identity"] = "user_test",
            ["status"] = status,
            ["duration"] = 12.5,
            ["created_at"] = completed - 30,
            ["completed_at"] = completed,
        };
        if (status == "failed")
        {
            note["error"] = new JsonObject
            {
                ["code"] = "TRANSCRIPTION_FAILED",
                ["message"] = "This is a test: the recording could not be transcribed.",
            };
        }
        else
        {
            note["transcription"] = new JsonObject
            {
                ["text"] = "This is a test – “with quotes”, an é and a 語, so that the raw body counts.",
                ["confidence"] = 0.97,
                ["language"] = "en-US",
            };
        }

        var body = new JsonObject { ["event"] = eventName, ["timestamp"] = completed, [subject] = note };
        return Encoding.UTF8.GetBytes(body.ToJsonString(Options));
    }
}
