using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Uploads;

/// <summary>The response to the announcement of an upload.</summary>
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
        UploadInfo = json.Object("upload_info"u8, static info => new UploadInfo { Parts = info.Objects("parts"u8, UploadPartDocument.Read) }),
    };
}

/// <summary>The part of the response that describes an upload in parts.</summary>
internal sealed class UploadInfo
{
    public IReadOnlyList<UploadPartDocument> Parts { get; init; } = [];
}

/// <summary>A part: its first and last byte, and the address it is sent to.</summary>
internal sealed class UploadPartDocument
{
    public int? PartNumber { get; init; }

    public string? PresignedUrl { get; init; }

    public long? StartByte { get; init; }

    public long? EndByte { get; init; }

    public static UploadPartDocument Read(JsonElement json) => new()
    {
        PartNumber = json.Int32("part_number"u8),
        PresignedUrl = json.Text("presigned_url"u8),
        StartByte = json.Int64("start_byte"u8),
        EndByte = json.Int64("end_byte"u8),
    };
}
