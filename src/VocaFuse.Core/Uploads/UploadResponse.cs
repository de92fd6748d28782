using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Uploads;

/// <summary>The response to the request that creates an upload.</summary>
internal sealed class UploadResponse
{
    public string? VoiceNoteId { get; init; }

    public string? RecordingId { get; init; }

    public string? PresignedUrl { get; init; }

    public UploadInfo? UploadInfo { get; init; }

    public static UploadResponse Read(JsonElement json) => new()
    {
        VoiceNoteId = json.Text("voicenote_id"u8),
        RecordingId = json.Text("recording_id"u8),
        PresignedUrl = json.Text("presigned_url"u8),
        UploadInfo = json.Object(
            "upload_info"u8, static info => new UploadInfo { Parts = info.Objects("parts"u8, UploadPartDocument.Read) }),
    };
}
