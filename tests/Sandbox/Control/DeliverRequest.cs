using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox.Control;

internal sealed record DeliverRequest(
    string Event,
    [property: JsonPropertyName("voicenote_id")] string? VoiceNoteId = null,
    string? Member = null,
    SandboxSignature Signature = SandboxSignature.Delivery);
