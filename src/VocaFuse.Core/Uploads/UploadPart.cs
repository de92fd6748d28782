namespace VocaFuse.Uploads;

/// <summary>A part of a file, and the address that it is sent to.</summary>
internal sealed record UploadPart(int Number, Uri Address, long Start, long Length);
