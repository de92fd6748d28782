using System.Text.Json.Serialization;

namespace VocaFuse.Micro;

internal sealed record BarePage
{
    [JsonPropertyName("voicenotes")]
    public required List<BareNote> VoiceNotes { get; init; }

    public int Total { get; init; }
}
