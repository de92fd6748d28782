using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Uploads;

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
