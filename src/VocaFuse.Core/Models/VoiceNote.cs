using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A voice note: a recording from a web or mobile app, and the state of its processing.</summary>
/// <remarks>Only <see cref="Id"/> is always present. The service adds fields and statuses at any time, so the status is
/// text and not an enumeration. Source: <c>GET /voicenotes</c> and <c>GET /voicenotes/{id}</c>.</remarks>
public sealed class VoiceNote
{
    internal const string Processing = "processing";

    internal const string Failed = "failed";

    internal const string Transcribed = "transcribed";

    /// <summary>The name of <see cref="Transcribed"/> in some versions of the service.</summary>
    internal const string Completed = "completed";

    /// <summary>Gets the ID: a UUID, <c>vn_…</c> or <c>rec_…</c>.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Gets the ID of the tenant that owns the note.</summary>
    public string? TenantId { get; internal set; }

    /// <summary>Gets the user who recorded the note: the user ID of the front-end token.</summary>
    public string? UserId { get; internal set; }

    /// <summary>Gets the name of the file on the recording device.</summary>
    public string? OriginalFilename { get; internal set; }

    /// <summary>Gets the key of the audio in the service's storage.</summary>
    public string? S3Key { get; internal set; }

    /// <summary>Gets the bucket of the audio in the service's storage.</summary>
    public string? S3Bucket { get; internal set; }

    /// <summary>Gets the length of the recording.</summary>
    public TimeSpan? Duration { get; internal set; }

    /// <summary>Gets the length of the recording in seconds.</summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>Gets the size of the audio in bytes.</summary>
    public long? FileSize { get; internal set; }

    /// <summary>Gets the format of the audio, such as <c>webm</c> or <c>wav</c>.</summary>
    public string? AudioFormat { get; internal set; }

    /// <summary>Gets the sample rate in Hz.</summary>
    public int? SampleRate { get; internal set; }

    /// <summary>Gets the number of channels: 1 is mono, 2 is stereo.</summary>
    public int? Channels { get; internal set; }

    /// <summary>Gets the bit rate in bits per second.</summary>
    public int? BitRate { get; internal set; }

    /// <summary>Gets the codec, such as <c>opus</c>.</summary>
    public string? AudioCodec { get; internal set; }

    /// <summary>
    /// Gets the status: <c>processing</c>, <c>transcribed</c>, <c>completed</c>, <c>failed</c>, or one that the service adds later.
    /// </summary>
    public string? Status { get; internal set; }

    /// <summary>Gets the requested processing, as the service sends it: strings, numbers, arrays, dictionaries.</summary>
    public object? Features { get; internal set; }

    /// <summary>Gets the IP address of the device that uploaded the note.</summary>
    public string? ClientIp { get; internal set; }

    /// <summary>Gets the program that uploaded the note.</summary>
    public string? UserAgent { get; internal set; }

    /// <summary>Gets the source of the upload, such as <c>web</c>.</summary>
    public string? UploadSource { get; internal set; }

    /// <summary>Gets the tags that the app attached to the note.</summary>
    public IReadOnlyDictionary<string, object?>? CustomTags { get; internal set; }

    /// <summary>Gets the time when the note was created.</summary>
    public DateTime? CreatedAt { get; internal set; }

    /// <summary>Gets the time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal set; }

    /// <summary>Gets the time when processing ended; null while it is in progress.</summary>
    public DateTime? ProcessedAt { get; internal set; }

    /// <summary>Gets the note's path in the API.</summary>
    public string? Uri { get; internal set; }

    /// <summary>Gets whether the transcription is available: the status is <c>transcribed</c> or <c>completed</c>.</summary>
    public bool IsTranscribed => Status?.ToLowerInvariant() is Transcribed or Completed;

    /// <summary>Gets whether the service is still processing the note.</summary>
    internal bool IsProcessing => string.Equals(Status, Processing, StringComparison.OrdinalIgnoreCase);

    /// <summary>Creates a voice note with some of its properties, for example from a file.</summary>
    public static VoiceNote Create(
        string id,
        string? userId = null,
        string? originalFilename = null,
        string? status = null,
        TimeSpan? duration = null,
        long? fileSize = null,
        string? audioFormat = null,
        DateTime? createdAt = null,
        DateTime? updatedAt = null,
        DateTime? processedAt = null,
        IReadOnlyDictionary<string, object?>? customTags = null) => new()
        {
            Id = id,
            UserId = userId,
            OriginalFilename = originalFilename,
            Status = status,
            Duration = duration,
            FileSize = fileSize,
            AudioFormat = audioFormat,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            ProcessedAt = processedAt,
            CustomTags = customTags is null ? null : new MemberDictionary(customTags),
        };

    /// <summary>Returns the ID, so that a note can be used wherever an ID is expected.</summary>
    public override string ToString() => Id;

    internal static VoiceNote Read(JsonElement json) => new()
    {
        Id = json.Id(),
        TenantId = json.Text("tenant_id"u8),
        UserId = json.Text("user_id"u8),
        OriginalFilename = json.Text("original_filename"u8),
        S3Key = json.Text("s3_key"u8),
        S3Bucket = json.Text("s3_bucket"u8),
        Duration = json.Seconds("duration_seconds"u8) ?? json.Seconds("duration"u8),
        FileSize = json.Int64("file_size_bytes"u8) ?? json.Int64("file_size"u8),
        AudioFormat = json.Text("audio_format"u8),
        SampleRate = json.Int32("sample_rate"u8),
        Channels = json.Int32("channels"u8),
        BitRate = json.Int32("bit_rate"u8),
        AudioCodec = json.Text("audio_codec"u8),
        Status = json.Text("status"u8),
        Features = UntypedValue.Read(json.Find("features"u8)),
        ClientIp = json.Text("client_ip"u8),
        UserAgent = json.Text("user_agent"u8),
        UploadSource = json.Text("upload_source"u8),
        CustomTags = json.Dictionary("custom_tags"u8) ?? json.Dictionary("metadata"u8),
        CreatedAt = json.Time("created_at"u8),
        UpdatedAt = json.Time("updated_at"u8),
        ProcessedAt = json.Time("processed_at"u8),
        Uri = json.Text("uri"u8),
    };
}
