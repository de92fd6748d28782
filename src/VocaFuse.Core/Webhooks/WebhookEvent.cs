using System.Text;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>An event that the service delivered to a webhook.</summary>
/// <remarks>Only <see cref="Event"/>, <see cref="Payload"/> and <see cref="RawBody"/> are always present. Reading an event does not verify
/// its sender: check the delivery with <see cref="WebhookSignature"/> first.</remarks>
public sealed class WebhookEvent
{
    private WebhookEvent(JsonElement delivery, string rawBody, string? deliveryId)
    {
        Event = delivery.Text("event"u8) ?? "";
        Kind = KindOf(Event);
        DeliveryId = string.IsNullOrEmpty(deliveryId) ? null : deliveryId;
        Timestamp = delivery.Time("timestamp"u8);
        RawBody = rawBody;
        Payload = Members(UntypedValue.Read(delivery));

        var data = delivery.Find("data"u8);
        var note = Kind == WebhookEventKind.Account ? default : FindNote(delivery, data);
        VoiceNoteId = note.NonEmptyText("voicenote_id"u8) ?? note.NonEmptyText("recording_id"u8) ?? note.NonEmptyText("id"u8);
        UserId = note.Text("identity"u8) ?? note.Text("user_id"u8);
        Status = note.Text("status"u8);
        Duration = note.Seconds("duration"u8) ?? note.Seconds("duration_seconds"u8);
        CreatedAt = note.Time("created_at"u8);
        CompletedAt = note.Time("completed_at"u8);
        CustomTags = note.Dictionary("custom_tags"u8) ?? note.Dictionary("metadata"u8);
        Transcription = FindObject("transcription"u8, note, delivery, data) is { ValueKind: JsonValueKind.Object } transcription
            ? Transcription.Read(transcription, VoiceNoteId, NoteOf(VoiceNoteId))
            : null;

        var error = FindObject("error"u8, note, delivery, data);
        ErrorCode = error.Text("code"u8);
        ErrorMessage = error.Text("message"u8);

        // An account event may have the account's values in "data" directly.
        var account = UntypedValue.Read(FindObject("account"u8, delivery, data, default));
        Account = Members(account ?? (Kind == WebhookEventKind.Account ? UntypedValue.Read(data) : null));
        Trigger = Members(UntypedValue.Read(FindObject("trigger"u8, delivery, data, default)));
    }

    /// <summary>Gets the delivered name of the event, such as <c>recording.completed</c>.</summary>
    public string Event { get; }

    /// <summary>Gets the kind of the event, which is the same for all names of an event.</summary>
    public WebhookEventKind Kind { get; }

    /// <summary>Gets the ID of the delivery from its header. A repeated delivery has the same ID.</summary>
    public string? DeliveryId { get; }

    /// <summary>Gets the time of the event.</summary>
    public DateTime? Timestamp { get; }

    /// <summary>Gets the ID of the voice note; null if the event is not about a voice note.</summary>
    public string? VoiceNoteId { get; }

    /// <summary>Gets the user who recorded the voice note.</summary>
    public string? UserId { get; }

    /// <summary>Gets the status of the voice note.</summary>
    public string? Status { get; }

    /// <summary>Gets the length of the recording.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>Gets the length of the recording in seconds.</summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>Gets the time when the voice note was created.</summary>
    public DateTime? CreatedAt { get; }

    /// <summary>Gets the time when processing ended.</summary>
    public DateTime? CompletedAt { get; }

    /// <summary>Gets the tags that the app attached to the voice note.</summary>
    public IReadOnlyDictionary<string, object?>? CustomTags { get; }

    /// <summary>Gets the transcription; null if the event has none.</summary>
    public Transcription? Transcription { get; }

    /// <summary>Gets the text of the transcription.</summary>
    public string? Text => Transcription?.Text;

    /// <summary>Gets the confidence of the transcription, from 0 to 1.</summary>
    public double? Confidence => Transcription?.Confidence;

    /// <summary>Gets the language of the transcription.</summary>
    public string? Language => Transcription?.Language;

    /// <summary>Gets the error code of a failed voice note, such as <c>TRANSCRIPTION_FAILED</c>.</summary>
    public string? ErrorCode { get; }

    /// <summary>Gets the error message of a failed voice note.</summary>
    public string? ErrorMessage { get; }

    /// <summary>Gets the account's values in an <c>account.…</c> event; empty in other events.</summary>
    public IReadOnlyDictionary<string, object?> Account { get; }

    /// <summary>Gets the values of the operation that caused an <c>account.…</c> event; empty in other events.</summary>
    public IReadOnlyDictionary<string, object?> Trigger { get; }

    /// <summary>Gets every field of the body, including those that have no property of their own.</summary>
    public IReadOnlyDictionary<string, object?> Payload { get; }

    /// <summary>Gets the delivered body, unchanged.</summary>
    public string RawBody { get; }

    /// <summary>Reads the body of a delivery.</summary>
    /// <param name="body">The raw body: JSON in UTF-8.</param>
    /// <param name="deliveryId">The value of the delivery ID header; null if there is none.</param>
    /// <exception cref="VocaFuseFormatException">The body is not an event.</exception>
    public static WebhookEvent Parse(ReadOnlySpan<byte> body, string? deliveryId = null)
    {
        try
        {
            var rawBody = Encoding.UTF8.GetString(body);
            var read = JsonReading.Read(body.ToArray(), root => new WebhookEvent(root, rawBody, deliveryId));

            // Other text may be damaged, but not the name of the event.
            return string.IsNullOrWhiteSpace(read.Event) || read.Event.Contains('\uFFFD', StringComparison.Ordinal)
                ? throw Unreadable("it has no event name")
                : read;
        }
        catch (JsonTooDeepException)
        {
            throw Unreadable($"its JSON is nested more than {JsonReading.MaximumDepth} levels deep");
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            // The inner exception is omitted because its message may quote the document.
            throw Unreadable("it is not valid JSON");
        }
    }

    /// <summary>Returns the event and the ID of the voice note.</summary>
    public override string ToString() => VoiceNoteId is null ? Event : $"{Event} {VoiceNoteId}";

    /// <summary>Creates a voice note with the properties that the event has.</summary>
    private VoiceNote? NoteOf(string? id) => id is null ? null : VoiceNote.Create(
        id, UserId, status: Status, duration: Duration, createdAt: CreatedAt, processedAt: CompletedAt, customTags: CustomTags);

    private static WebhookEventKind KindOf(string name) => name.ToLowerInvariant().Split('.', 2) switch
    {
        ["voicenote" or "recording", "transcribed" or "completed"] => WebhookEventKind.Transcribed,
        ["voicenote" or "recording", "failed"] => WebhookEventKind.Failed,
        ["voicenote" or "recording", "created"] => WebhookEventKind.Created,
        ["voicenote" or "recording", "deleted"] => WebhookEventKind.Deleted,
        ["account", _] => WebhookEventKind.Account,
        _ => WebhookEventKind.Unknown,
    };

    /// <summary>Finds the voice note: under one of its two names, on the first level or in <c>data</c>, or as <c>data</c> itself.</summary>
    private static JsonElement FindNote(JsonElement delivery, JsonElement data) =>
        FindObject("voicenote"u8, delivery, data, default) is { ValueKind: JsonValueKind.Object } note ? note
        : FindObject("recording"u8, delivery, data, default) is { ValueKind: JsonValueKind.Object } recording ? recording
        : data;

    /// <summary>Gets the first object of a name in up to three objects.</summary>
    private static JsonElement FindObject(ReadOnlySpan<byte> name, JsonElement first, JsonElement second, JsonElement third) =>
        first.Find(name) is { ValueKind: JsonValueKind.Object } inFirst ? inFirst
        : second.Find(name) is { ValueKind: JsonValueKind.Object } inSecond ? inSecond
        : third.Find(name);

    private static MemberDictionary Members(object? value) =>
        value as MemberDictionary ?? [];

    private static VocaFuseFormatException Unreadable(string why) =>
        new($"The body is not a webhook event: {why}.", VocaFuseResource.Webhook);
}
