namespace VocaFuse;

/// <summary>The identity of an upload: the content, the user that it belongs to, and the account that receives it.</summary>
/// <param name="Sha256">The hash of the content, as hexadecimal digits.</param>
/// <param name="UserId">The user ID.</param>
/// <param name="Account">A text that identifies the account.</param>
public sealed record UploadKey(string Sha256, string UserId, string Account);
