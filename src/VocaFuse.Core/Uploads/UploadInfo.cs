namespace VocaFuse.Uploads;

/// <summary>The part of the response that describes an upload in parts.</summary>
internal sealed class UploadInfo
{
    public IReadOnlyList<UploadPartDocument> Parts { get; init; } = [];
}
