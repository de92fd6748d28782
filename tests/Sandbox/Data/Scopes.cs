using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Data;

/// <summary>The permissions of keys and of front-end tokens.</summary>
/// <remarks>The scopes of keys are stored with the names of the voicenotes family, and translated in requests and responses.</remarks>
internal static class Scopes
{
    public const string NotesRead = "voicenotes:read";
    public const string NotesWrite = "voicenotes:write";
    public const string WebhooksRead = "webhooks:read";
    public const string WebhooksWrite = "webhooks:write";
    public const string AccountRead = "account:read";
    public const string AccountWrite = "account:write";

    public static readonly string[] All = [NotesRead, NotesWrite, WebhooksRead, WebhooksWrite, AccountRead, AccountWrite];

    /// <summary>Gets the key scopes that a request may contain, in the names of a family.</summary>
    public static IReadOnlyList<string> Known(SandboxFamily family) =>
        [.. FamilyNames.ForFamily(family).SelectMany(static names => All.Select(names.Translate)).Distinct()];

    /// <summary>Gets the scopes that a request for a front-end token may contain. SDKs also request the scopes of keys.</summary>
    public static IReadOnlyList<string> FrontEnd(SandboxFamily family) =>
    [
        .. FamilyNames.ForFamily(family).SelectMany(static names => new[]
        {
            names.UploadScope, names.ReadScope, names.Translate(NotesRead), names.Translate(NotesWrite),
        }),
    ];

    /// <summary>Returns true if a front-end token with a scope may upload.</summary>
    public static bool PermitsUpload(string scope) => scope == FamilyNames.VoiceNotes.UploadScope
        || scope == FamilyNames.Recordings.UploadScope || FamilyNames.VoiceNotes.Translate(scope) == NotesWrite;
}
