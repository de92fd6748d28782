using System.Collections.ObjectModel;
using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>An event that the service delivered to a webhook.</summary>
/// <remarks>Only <see cref="Event"/> is always there. Reading proves nothing about the sender: check the delivery with
/// <see cref="WebhookSignature"/> first.</remarks>
public sealed class WebhookEvent
{
    private const string NotePrefix = "voicenote.";
    private const string OldNotePrefix = "recording.";

    private WebhookEvent(JsonElement delivery, string? deliveryId)
    {
        RawEvent = delivery.Text("event"u8) ?? "";
        Event = RawEvent.StartsWith(OldNotePrefix, StringComparison.Ordinal) ? NotePrefix + RawEvent[OldNotePrefix.Length..] : RawEvent;
        DeliveryId = string.IsNullOrEmpty(deliveryId) ? null : deliveryId;
        Timestamp = delivery.Time("timestamp"u8);
        Account = delivery.Dictionary("account"u8) ?? ReadOnlyDictionary<string, object?>.Empty;

        var note = NoteOf(delivery);
        VoiceNoteId = note.NonEmptyText("id"u8);
        UserId = note.Text("identity"u8) ?? note.Text("user_id"u8);
        Status = note.Text("status"u8);
        Duration = note.Seconds("duration"u8) ?? note.Seconds("duration_seconds"u8);
        CreatedAt = note.Time("created_at"u8);
        CompletedAt = note.Time("completed_at"u8);
        Transcription = note.Object("transcription"u8, ReadTranscription) ?? delivery.Object("transcription"u8, ReadTranscription);

        var error = note.Find("error"u8) is { ValueKind: JsonValueKind.Object } own ? own : delivery.Find("error"u8);
        ErrorCode = error.Text("code"u8);
        ErrorMessage = error.Text("message"u8);
    }

    /// <summary>What happened, such as <c>voicenote.transcribed</c>; the old <c>recording.…</c> names come as <c>voicenote.…</c>.</summary>
    public string Event { get; }

    /// <summary>The event's name as the delivery wrote it.</summary>
    public string RawEvent { get; }

    /// <summary>The id of the delivery, from its header. Two with one id are the same delivery.</summary>
    public string? DeliveryId { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>The voice note's id; null for events that are about no note.</summary>
    public string? VoiceNoteId { get; }

    /// <summary>Who recorded the note.</summary>
    public string? UserId { get; }

    /// <summary>The note's status.</summary>
    public string? Status { get; }

    /// <summary>How long the recording is.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>When the note was made.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>When processing ended.</summary>
    public DateTimeOffset? CompletedAt { get; }

    /// <summary>What was said; null where the event brings no transcription.</summary>
    public Transcription? Transcription { get; }

    /// <summary>The transcription's text.</summary>
    public string? Text => Transcription?.Text;

    /// <summary>How sure the service is of the text, from 0 to 1.</summary>
    public double? Confidence => Transcription?.Confidence;

    /// <summary>The language of the text.</summary>
    public string? Language => Transcription?.Language;

    /// <summary>Why the note failed, such as <c>TRANSCRIPTION_FAILED</c>.</summary>
    public string? ErrorCode { get; }

    /// <summary>Why the note failed, in words.</summary>
    public string? ErrorMessage { get; }

    /// <summary>What an <c>account.…</c> event tells of the account, as plain values; else empty.</summary>
    public IReadOnlyDictionary<string, object?> Account { get; }

    /// <summary>Reads the body of a delivery.</summary>
    /// <param name="body">The body as it came, JSON in UTF-8.</param>
    /// <param name="deliveryId">The delivery id header; null for none.</param>
    /// <exception cref="VocaFuseFormatException">The body is no event.</exception>
    public static WebhookEvent Parse(ReadOnlySpan<byte> body, string? deliveryId = null)
    {
        try
        {
            var read = JsonReading.Read(body, root => new WebhookEvent(root, deliveryId));

            // Other text may be damaged, but not the name of the event.
            return string.IsNullOrWhiteSpace(read.Event) || read.Event.Contains('\uFFFD', StringComparison.Ordinal) ? throw Unreadable("it names no event") : read;
        }
        catch (JsonTooDeepException)
        {
            throw Unreadable($"the JSON is nested more than {JsonReading.MaximumDepth} levels deep");
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            // The inner exception is omitted because its message may quote the document.
            throw Unreadable("it is not readable as JSON");
        }
    }

    /// <summary>The event and the note's id.</summary>
    public override string ToString() => VoiceNoteId is null ? Event : $"{Event} {VoiceNoteId}";

    private static JsonElement NoteOf(JsonElement delivery) =>
        delivery.Find("voicenote"u8) is { ValueKind: JsonValueKind.Object } note ? note : delivery.Find("recording"u8);

    private Transcription ReadTranscription(JsonElement json) => Transcription.Read(json, VoiceNoteId);

    private static VocaFuseFormatException Unreadable(string why) => new($"The body is no webhook event: {why}.", VocaFuseResource.Webhook);
}
