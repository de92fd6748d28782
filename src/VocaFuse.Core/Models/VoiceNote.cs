using System.Text.Json.Serialization;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A voice note: a recording made in a web or mobile app, and where its processing stands.</summary>
/// <remarks>Only <see cref="Id"/> is always there. The service adds fields and statuses at any time, so a status is
/// text, not a fixed list. Source: <c>GET /voicenotes</c> and <c>GET /voicenotes/{id}</c>.</remarks>
public sealed class VoiceNote : IIdentified
{
    /// <summary>The id: a UUID, or <c>vn_…</c>, or <c>rec_…</c>.</summary>
    [JsonInclude] public string Id { get; internal set; } = "";

    /// <summary>The tenant that owns the note.</summary>
    [JsonInclude] public string? TenantId { get; internal set; }

    /// <summary>Who recorded the note: the user id its front-end token was made for.</summary>
    [JsonInclude] public string? UserId { get; internal set; }

    /// <summary>The file's name on the device that recorded it.</summary>
    [JsonInclude] public string? OriginalFilename { get; internal set; }

    /// <summary>The key of the audio in the service's storage.</summary>
    [JsonInclude, JsonPropertyName("s3_key")] public string? S3Key { get; internal set; }

    /// <summary>The bucket of the audio in the service's storage.</summary>
    [JsonInclude, JsonPropertyName("s3_bucket")] public string? S3Bucket { get; internal set; }

    /// <summary>How long the recording is.</summary>
    [JsonInclude, JsonPropertyName("duration_seconds")] public TimeSpan? Duration { get; internal set; }

    /// <summary>The size of the audio in bytes.</summary>
    [JsonInclude, JsonPropertyName("file_size_bytes")] public long? FileSize { get; internal set; }

    /// <summary>The format of the audio, such as <c>webm</c> or <c>wav</c>.</summary>
    [JsonInclude] public string? AudioFormat { get; internal set; }

    /// <summary>Samples a second, in Hz.</summary>
    [JsonInclude] public int? SampleRate { get; internal set; }

    /// <summary>How many channels: 1 is mono, 2 stereo.</summary>
    [JsonInclude] public int? Channels { get; internal set; }

    /// <summary>Bits a second.</summary>
    [JsonInclude] public int? BitRate { get; internal set; }

    /// <summary>The codec, such as <c>opus</c>.</summary>
    [JsonInclude] public string? AudioCodec { get; internal set; }

    /// <summary><c>processing</c>, <c>transcribed</c>, <c>completed</c>, <c>failed</c>, or what the service adds.</summary>
    [JsonInclude] public string? Status { get; internal set; }

    /// <summary>Which processing was asked for, in whatever shape the service gives it: plain values, lists, dictionaries.</summary>
    [JsonInclude, JsonConverter(typeof(UntypedValueConverter))] public object? Features { get; internal set; }

    /// <summary>The address of the device that uploaded it.</summary>
    [JsonInclude] public string? ClientIp { get; internal set; }

    /// <summary>The program that uploaded it.</summary>
    [JsonInclude] public string? UserAgent { get; internal set; }

    /// <summary>Where it was uploaded from, such as <c>web</c>.</summary>
    [JsonInclude] public string? UploadSource { get; internal set; }

    /// <summary>What the app attached to the note.</summary>
    [JsonInclude] public IReadOnlyDictionary<string, object?>? CustomTags { get; internal set; }

    /// <summary>When the note was made.</summary>
    [JsonInclude] public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the note last changed.</summary>
    [JsonInclude] public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>When processing ended; null while it goes on.</summary>
    [JsonInclude] public DateTimeOffset? ProcessedAt { get; internal set; }

    /// <summary>The note's path in the API.</summary>
    [JsonInclude] public string? Uri { get; internal set; }

    [JsonInclude, JsonPropertyName("duration")] internal TimeSpan? DurationOtherName { set => Duration ??= value; }

    [JsonInclude, JsonPropertyName("file_size")] internal long? FileSizeOtherName { set => FileSize ??= value; }

    [JsonInclude, JsonPropertyName("metadata")] internal IReadOnlyDictionary<string, object?>? CustomTagsOtherName { set => CustomTags ??= value; }

    /// <summary>True while the service works on the note.</summary>
    internal bool IsProcessing => string.Equals(Status, "processing", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id, so that a note can stand wherever its id is asked for.</summary>
    public override string ToString() => Id;
}
