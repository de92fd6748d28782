namespace VocaFuse.Requests;

/// <summary>The body of <c>POST /upload</c>.</summary>
internal sealed record UploadBody(
    string FileName, long FileSize, string AudioFormat, double DurationSeconds, bool UseMultipart, UploadMetadataBody SdkMetadata)
{
    /// <summary>Above this size, the service is asked for parts, which are sent in parallel.</summary>
    private const long MultipartThreshold = 5 * 1024 * 1024;

    public IReadOnlyDictionary<string, string>? CustomTags { get; init; }

    public static UploadBody From(VoiceNoteUpload upload)
    {
        // The service's own SDKs send two decimals, and the short name of the format as the codec.
        var (file, audio) = (upload.File, upload.File.Metadata);
        var seconds = Math.Max(0.01, Math.Round(file.Duration.TotalSeconds, 2));
        var format = audio.Format.ShortName;
        var metadata = new UploadMetadataBody(seconds, audio.SampleRate, audio.Channels, audio.BitRate, format, file.Size);
        return new UploadBody(file.Name, file.Size, format, seconds, file.Size > MultipartThreshold, metadata)
        {
            CustomTags = upload.Tags.Count > 0 ? upload.Tags : null,
        };
    }
}
