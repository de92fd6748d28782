namespace VocaFuse.PowerShell;

/// <summary>Identifies what was sent: the content, the user that it belongs to, and the account that received it.</summary>
internal sealed record UploadKey(string Sha256, string UserId, string Account);
