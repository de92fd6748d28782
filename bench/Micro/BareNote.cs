using System.Text.Json.Serialization;

namespace VocaFuse.Micro;

/// <summary>The fields of a voice note of the module, with the names of the documented API.</summary>
internal sealed record BareNote
{
    public required string Id { get; init; }

    public string? TenantId { get; init; }

    public string? UserId { get; init; }

    public string? OriginalFilename { get; init; }

    [JsonPropertyName("s3_key")]
    public string? S3Key { get; init; }

    [JsonPropertyName("s3_bucket")]
    public string? S3Bucket { get; init; }

    public double? DurationSeconds { get; init; }

    public long? FileSizeBytes { get; init; }

    public string? AudioFormat { get; init; }

    public int? SampleRate { get; init; }

    public int? Channels { get; init; }

    public int? BitRate { get; init; }

    public string? AudioCodec { get; init; }

    public string? Status { get; init; }

    public List<string>? Features { get; init; }

    public string? ClientIp { get; init; }

    public string? UserAgent { get; init; }

    public string? UploadSource { get; init; }

    public Dictionary<string, object>? CustomTags { get; init; }

    public DateTime? CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public DateTime? ProcessedAt { get; init; }

    public string? Uri { get; init; }
}
