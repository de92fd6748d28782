using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox.Control;

internal sealed record AddNotesRequest(int Count = 1, string Status = NoteStatus.Transcribed, bool AtFront = true);

internal sealed record SetStatusRequest(string Status);

internal sealed record RateLimitRequest(int? PerSecond = null, string? RetryAfter = null);

internal sealed record DeliverRequest(
    string Event,
    [property: JsonPropertyName("voicenote_id")] string? VoiceNoteId = null,
    string? Member = null,
    SandboxSignature Signature = SandboxSignature.Delivery);
