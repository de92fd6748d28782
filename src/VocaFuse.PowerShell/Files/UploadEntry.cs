namespace VocaFuse.PowerShell;

/// <summary>A file that is sent: its record, and its key there.</summary>
internal sealed record UploadEntry(UploadRecord Record, UploadKey Key);
