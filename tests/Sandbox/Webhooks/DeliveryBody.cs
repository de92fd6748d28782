using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Webhooks;

/// <summary>Writes what a webhook is sent.</summary>
internal static class DeliveryBody
{
    private const string NotePrefix = "voicenote.";
    private const string LegacyPrefix = "recording.";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event's name in older deliveries.</summary>
    public static string Legacy(string name) =>
        name.StartsWith(NotePrefix, StringComparison.Ordinal) ? LegacyPrefix + name[NotePrefix.Length..] : name;

    public static bool IsAboutNote(string name) => name.StartsWith(NotePrefix, StringComparison.Ordinal);

    public static byte[] OfNote(Tenant tenant, string name, StoredNote note, long timestamp, bool legacy)
    {
        return Write(legacy ? Legacy(name) : name, timestamp, json =>
        {
            json.WriteStartObject(legacy ? "recording" : "voicenote");
            json.WriteString("id", note.Id);
            json.WriteString("identity", note.UserId);
            json.WriteString("status", note.Status);
            json.WriteNumber("duration", note.DurationSeconds);
            json.WriteNumber("created_at", Seconds(note.CreatedAt));
            if (note.ProcessedAt is { } processed)
            {
                json.WriteNumber("completed_at", Seconds(processed));
            }
            else
            {
                json.WriteNull("completed_at");
            }

            if (note.Tags is { Count: > 0 } tags)
            {
                json.WriteStartObject("custom_tags");
                foreach (var (tag, value) in tags)
                {
                    json.WriteString(tag, value);
                }

                json.WriteEndObject();
            }

            if (name == WebhookEvents.Transcribed)
            {
                WriteTranscription(json, tenant.Transcripts.Make(note));
            }
            else if (name == WebhookEvents.Failed)
            {
                json.WriteStartObject("error");
                json.WriteString("code", "TRANSCRIPTION_FAILED");
                json.WriteString("message", "The recording could not be transcribed.");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    public static byte[] OfAccount(Tenant tenant, string name, long timestamp) => Write(name, timestamp, json =>
    {
        json.WriteStartObject("account");
        json.WriteString("id", tenant.Id);
        json.WriteNumber("balance", 12.5);
        json.WriteEndObject();
    });

    private static void WriteTranscription(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteStartObject("transcription");
        json.WriteString("text", transcript.Text);
        json.WriteNumber("confidence", transcript.Confidence);
        json.WriteString("language", transcript.Language);
        json.WriteEndObject();
    }

    private static byte[] Write(string name, long timestamp, Action<Utf8JsonWriter> subject)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteNumber("timestamp", timestamp);
            subject(json);
            json.WriteString("api_version", "2025-09-01");
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static long Seconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();
}
