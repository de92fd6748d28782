using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A voice note: a recording from a web or mobile app, and the state of its processing.</summary>
/// <remarks>Only <see cref="Id"/> is always present. The service adds fields and statuses at any time, so the status is
/// text and not an enumeration. Source: <c>GET /voicenotes</c> and <c>GET /voicenotes/{id}</c>.</remarks>
public sealed class VoiceNote
{
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
    internal bool IsProcessing => string.Equals(Status, "processing", StringComparison.OrdinalIgnoreCase);

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

    /// <summary>Reads a note in one pass: a lookup of each member would search the object each time, slowly in a new process.</summary>
    internal static VoiceNote Read(JsonElement json)
    {
        var note = new VoiceNote { Id = json.Id() };
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "tenant_id":
                    note.TenantId = value.AsText();
                    break;
                case "user_id":
                    note.UserId = value.AsText();
                    break;
                case "original_filename":
                    note.OriginalFilename = value.AsText();
                    break;
                case "s3_key":
                    note.S3Key = value.AsText();
                    break;
                case "s3_bucket":
                    note.S3Bucket = value.AsText();
                    break;
                case "duration_seconds":
                    note.Duration = value.AsSeconds() ?? note.Duration;
                    break;
                case "duration":
                    note.Duration ??= value.AsSeconds();
                    break;
                case "file_size_bytes":
                    note.FileSize = value.AsInt64() ?? note.FileSize;
                    break;
                case "file_size":
                    note.FileSize ??= value.AsInt64();
                    break;
                case "audio_format":
                    note.AudioFormat = value.AsText();
                    break;
                case "sample_rate":
                    note.SampleRate = value.AsInt32();
                    break;
                case "channels":
                    note.Channels = value.AsInt32();
                    break;
                case "bit_rate":
                    note.BitRate = value.AsInt32();
                    break;
                case "audio_codec":
                    note.AudioCodec = value.AsText();
                    break;
                case "status":
                    note.Status = value.AsText();
                    break;
                case "features":
                    note.Features = UntypedValue.Of(value);
                    break;
                case "client_ip":
                    note.ClientIp = value.AsText();
                    break;
                case "user_agent":
                    note.UserAgent = value.AsText();
                    break;
                case "upload_source":
                    note.UploadSource = value.AsText();
                    break;
                case "custom_tags":
                    note.CustomTags = value.AsDictionary() ?? note.CustomTags;
                    break;
                case "metadata":
                    note.CustomTags ??= value.AsDictionary();
                    break;
                case "created_at":
                    note.CreatedAt = value.AsTime();
                    break;
                case "updated_at":
                    note.UpdatedAt = value.AsTime();
                    break;
                case "processed_at":
                    note.ProcessedAt = value.AsTime();
                    break;
                case "uri":
                    note.Uri = value.AsText();
                    break;
            }
        }

        return note;
    }
}
