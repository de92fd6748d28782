namespace VocaFuse.PowerShell;

/// <summary>Completes the scopes of access tokens, in the names of the current connection's service.</summary>
public sealed class AccessTokenScopeCompleter : ValueCompleter
{
    private const string UploadRecordingScope = "voice-api.upload_recording";

    private protected override IEnumerable<(string Value, string Tip)> GetValues() => CurrentNames == ApiNames.Recordings
        ? [(UploadRecordingScope, "Record and upload"), ("voice-api.read_recording", "Read")]
        :
        [
            (VocaFuseClient.UploadScope, "Record and upload"),
            (UploadRecordingScope, "Record and upload, for services that use the names of recordings"),
        ];
}
