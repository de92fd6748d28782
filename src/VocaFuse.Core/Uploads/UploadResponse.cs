using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse.Uploads;

/// <summary>The answer to the announcement of an upload, as it comes.</summary>
internal sealed class UploadResponse
{
    [JsonInclude, JsonPropertyName("voicenote_id")] public string? VoiceNoteId { get; internal set; }

    [JsonInclude, JsonPropertyName("recording_id")] public string? RecordingId { get; internal set; }

    [JsonInclude] public string? PresignedUrl { get; internal set; }

    [JsonInclude, JsonConverter(typeof(TolerantObjectConverter<UploadInfo>))] public UploadInfo? UploadInfo { get; internal set; }
}

/// <summary>What it says of an upload in parts.</summary>
internal sealed class UploadInfo
{
    [JsonInclude, JsonConverter(typeof(TolerantListConverter<UploadPartDocument>))] public IReadOnlyList<UploadPartDocument> Parts { get; internal set; } = [];
}

/// <summary>One part: its bytes, first and last, and where they go.</summary>
internal sealed class UploadPartDocument
{
    [JsonInclude] public int? PartNumber { get; internal set; }

    [JsonInclude] public string? PresignedUrl { get; internal set; }

    [JsonInclude] public long? StartByte { get; internal set; }

    [JsonInclude] public long? EndByte { get; internal set; }
}
