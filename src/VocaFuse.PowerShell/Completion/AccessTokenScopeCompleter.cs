using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes the scopes of access tokens.</summary>
public sealed class AccessTokenScopeCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] Scopes =
    [
        (VocaFuseClient.UploadScope, "Recording and uploading"),
        ("voice-api.upload_recording", "The same, as older SDKs name it"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionWords.Matching(wordToComplete, Scopes);
}
