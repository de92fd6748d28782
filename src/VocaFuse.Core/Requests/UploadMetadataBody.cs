namespace VocaFuse.Requests;

/// <summary>The metadata of the audio that the client read from the file.</summary>
internal sealed record UploadMetadataBody(
    double DurationSeconds,
    int? SampleRate,
    int? Channels,
    int? BitRate,
    string Codec,
    long FileSizeBytes);
