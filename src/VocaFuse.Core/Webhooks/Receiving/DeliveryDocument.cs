using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse.Webhooks;

/// <summary>The body of a delivery as it comes.</summary>
internal sealed class DeliveryDocument
{
    public string? Event { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    [JsonPropertyName("voicenote"), JsonConverter(typeof(TolerantObjectConverter<DeliveryNote>))] public DeliveryNote? VoiceNote { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<DeliveryNote>))] public DeliveryNote? Recording { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<Transcription>))] public Transcription? Transcription { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<DeliveryError>))] public DeliveryError? Error { get; set; }

    public IReadOnlyDictionary<string, object?>? Account { get; set; }
}

/// <summary>The voice note inside a delivery.</summary>
internal sealed class DeliveryNote
{
    public string? Id { get; set; }

    public string? Identity { get; set; }

    public string? UserId { get; set; }

    public string? Status { get; set; }

    public TimeSpan? Duration { get; set; }

    public TimeSpan? DurationSeconds { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<Transcription>))] public Transcription? Transcription { get; set; }

    [JsonConverter(typeof(TolerantObjectConverter<DeliveryError>))] public DeliveryError? Error { get; set; }
}

/// <summary>Why a note failed.</summary>
internal sealed class DeliveryError
{
    public string? Code { get; set; }

    public string? Message { get; set; }
}
