namespace VocaFuse.Sandbox.Data;

/// <summary>What a key may be allowed to do, and what a front-end token may.</summary>
internal static class Scopes
{
    public const string NotesRead = "voicenotes:read";
    public const string NotesWrite = "voicenotes:write";
    public const string WebhooksRead = "webhooks:read";
    public const string WebhooksWrite = "webhooks:write";
    public const string AccountRead = "account:read";
    public const string AccountWrite = "account:write";

    public static readonly string[] All = [NotesRead, NotesWrite, WebhooksRead, WebhooksWrite, AccountRead, AccountWrite];

    public const string Upload = "voice-api.upload_voicenote";

    /// <summary>The name the first Python SDK asks for.</summary>
    public const string UploadLegacy = "voice-api.upload_recording";

    public static readonly string[] FrontEnd = [Upload, UploadLegacy];
}
