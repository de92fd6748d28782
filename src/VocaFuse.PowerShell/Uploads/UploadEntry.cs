namespace VocaFuse.PowerShell;

/// <summary>A file to send: its record, and its key in the record.</summary>
internal sealed record UploadEntry(UploadRecord Record, UploadKey Key);
