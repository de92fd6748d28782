using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the scopes of access tokens, in the names of the current connection's service.</summary>
public sealed class AccessTokenScopeCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] VoiceNoteScopes =
    [
        (VocaFuseClient.UploadScope, "Record and upload"),
        ("voice-api.upload_recording", "Record and upload, for services that use the names of recordings"),
    ];

    private static readonly (string, string)[] RecordingScopes =
    [
        ("voice-api.upload_recording", "Record and upload"),
        ("voice-api.read_recording", "Read"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, CompletionWords.UsesRecordings ? RecordingScopes : VoiceNoteScopes);
}
