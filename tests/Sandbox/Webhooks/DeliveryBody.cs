using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Webhooks;

/// <summary>Writes the body of a delivery.</summary>
internal static class DeliveryBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event of a note.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">The name of the event.</param>
    /// <param name="member">The member that contains the note; the name of the family or <c>data</c>.</param>
    /// <param name="note">The note.</param>
    /// <param name="timestamp">The time of the delivery in Unix seconds.</param>
    public static byte[] OfNote(Tenant tenant, string name, string member, StoredNote note, long timestamp)
    {
        return Write(name, timestamp, json =>
        {
            var kind = WebhookEvents.KindOf(name);
            json.WriteStartObject(member);
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

            if (kind == WebhookEvents.Transcribed)
            {
                WriteTranscription(json, tenant.Transcripts.Make(note));
            }

            // The service is known to send the error inside the object of the note or next to it.
            var isErrorInside = member != "data";
            if (kind == WebhookEvents.Failed && isErrorInside)
            {
                WriteError(json);
            }

            json.WriteEndObject();
            if (kind == WebhookEvents.Failed && !isErrorInside)
            {
                WriteError(json);
            }
        });
    }

    /// <summary>Writes an event of an account. The event of an insufficient balance has a trigger.</summary>
    public static byte[] OfAccount(Tenant tenant, string name, long timestamp) => Write(name, timestamp, json =>
    {
        json.WriteStartObject("account");
        json.WriteString("tenant_id", tenant.Id);
        json.WriteNumber("available_balance", 12.5);
        json.WriteNumber("free_tier_remaining", 0);
        json.WriteNumber("paid_balance", 12.5);
        json.WriteString("currency", "USD");
        json.WriteEndObject();
        if (name == WebhookEvents.InsufficientBalance)
        {
            json.WriteStartObject("trigger");
            json.WriteString("operation", "transcription");
            json.WriteNumber("estimated_cost", 14);
            json.WriteNumber("shortfall", 1.5);
            json.WriteStartObject("breakdown");
            json.WriteNumber("transcription", 14);
            json.WriteEndObject();
            json.WriteString("action_required", "add_credits");
            json.WriteEndObject();
        }
    });

    private static void WriteTranscription(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteStartObject("transcription");
        json.WriteString("text", transcript.Text);
        json.WriteNumber("confidence", transcript.Confidence);
        json.WriteString("language", transcript.Language);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json)
    {
        json.WriteStartObject("error");
        json.WriteString("code", "TRANSCRIPTION_FAILED");
        json.WriteString("message", "The recording could not be transcribed.");
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
