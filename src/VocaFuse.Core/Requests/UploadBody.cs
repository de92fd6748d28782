namespace VocaFuse.Requests;

/// <summary>The body of <c>POST /upload</c>.</summary>
internal sealed record UploadBody(string FileName, long FileSize, string AudioFormat, double DurationSeconds, bool UseMultipart, UploadMetadataBody SdkMetadata)
{
    /// <summary>Larger files are asked to be sent in parts.</summary>
    private const long LargestSingle = 5 * 1024 * 1024;

    public static UploadBody Of(AudioFile file)
    {
        var seconds = file.Duration.TotalSeconds;
        var metadata = new UploadMetadataBody(
            seconds, file.Facts.SampleRate, file.Facts.Channels, file.Facts.BitRate ?? (int)Math.Min(int.MaxValue, file.Size * 8 / seconds), file.Facts.Codec, file.Size);
        return new UploadBody(file.Name, file.Size, file.MediaType, seconds, file.Size > LargestSingle, metadata);
    }
}

/// <summary>What is known of the audio itself.</summary>
internal sealed record UploadMetadataBody(
    double DurationSeconds,
    int? SampleRate,
    int? Channels,
    int BitRate,
    string Codec,
    long FileSizeBytes);
