using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>All errors of the module. about_VocaFuse_Errors documents the same IDs, and a test compares the two.</summary>
internal static class VFErrors
{
    // Connections
    public static readonly VFError NotConnected = new(nameof(NotConnected), ErrorCategory.ConnectionError,
        "There is no connection to VocaFuse in this session.", "Run Connect-VFAccount, or pass a connection with -Connection.");

    public static readonly VFError ConnectionNotFound = new(nameof(ConnectionNotFound), ErrorCategory.ObjectNotFound,
        "{0}", "To list the connections of this session, run Get-VFConnection.");

    public static readonly VFError ConnectionClosed = new(nameof(ConnectionClosed), ErrorCategory.InvalidOperation,
        "The connection '{0}' was closed with Disconnect-VFAccount.", "Run Connect-VFAccount to create a new one.");

    public static readonly VFError ConnectionClosedDuringCommand = ConnectionClosed with { Message = "The connection was closed with "
        + "Disconnect-VFAccount while this command was using it." };

    public static readonly VFError NoCredentials = new(nameof(NoCredentials), ErrorCategory.AuthenticationError,
        "There are no credentials: {0}. Set the environment variables VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET; or pass -Credential, "
        + "with the key as user name and the secret as password; or pass -ApiKey and -ApiSecret (a SecureString).",
        "Run Connect-VFAccount -Credential (Get-Credential).");

    public static readonly VFError InvalidCredentials = new(nameof(InvalidCredentials), ErrorCategory.InvalidArgument,
        null, "Copy the key and its secret again from the console of the service.");

    public static readonly VFError InvalidConnectionOption = new(nameof(InvalidConnectionOption), ErrorCategory.InvalidArgument,
        null, "See Get-Help Connect-VFAccount -Full for the valid values.");

    // Webhook deliveries
    public static readonly VFError NoWebhookSecret = new(nameof(NoWebhookSecret), ErrorCategory.InvalidArgument,
        "There is no webhook secret to verify or sign with, or it is empty.",
        "Pass -Secret, or set the environment variable VOCAFUSE_WEBHOOK_SECRET.");

    public static readonly VFError InvalidWebhookSecret = new(nameof(InvalidWebhookSecret), ErrorCategory.InvalidArgument,
        "The webhook secret {0}, so no signature would match.",
        "Copy the secret again without the surrounding text. Read a file with (Get-Content -Raw secret.txt).Trim().");

    public static readonly VFError WebhookBodyNotRaw = new(nameof(WebhookBodyNotRaw), ErrorCategory.InvalidType,
        "A body of type {0} is not the raw body that was signed.", "Pass the body as text or bytes, before anything parses it.");

    public static readonly VFError WebhookSignatureMissing = new(nameof(WebhookSignatureMissing), ErrorCategory.SecurityError,
        "The delivery has no signature and is rejected.", "Pass -Signature, or all headers with -Header. VocaFuse signs every delivery.");

    public static readonly VFError WebhookSignatureWrong = new(nameof(WebhookSignatureWrong), ErrorCategory.SecurityError,
        "The signature does not match the body, timestamp, delivery ID and secret. The delivery is rejected.",
        "Check that the body is the raw body, that the secret belongs to this webhook, and that the timestamp and the delivery ID "
            + "are the values of the headers.");

    public static readonly VFError WebhookTimestampOutOfBounds = new(nameof(WebhookTimestampOutOfBounds), ErrorCategory.SecurityError,
        "The signature matches, but the timestamp differs too much from now. The delivery may be a replay and is rejected.",
        "Check the clock of this machine, or set a larger -MaximumAge.");

    public static readonly VFError WebhookUnreadable = new(nameof(WebhookUnreadable), ErrorCategory.InvalidData,
        null, "Check the body: a delivery is a JSON object with an event member.");

    // Listening for webhook deliveries
    public static readonly VFError WebhookPortInUse = new(nameof(WebhookPortInUse), ErrorCategory.ResourceBusy,
        null, "Choose another -Port, or end the program that listens on this one; it can be another Receive-VFWebhook.");

    public static readonly VFError WebhookListeningDenied = new(nameof(WebhookListeningDenied), ErrorCategory.PermissionDenied,
        null, "Choose a -Port above 1023.");

    public static readonly VFError WebhookAddressUnusable = new(nameof(WebhookAddressUnusable), ErrorCategory.InvalidArgument,
        null, "Specify an IP address of this machine with -Address: 0.0.0.0 for all IPv4 addresses, :: for all addresses.");

    public static readonly VFError WebhookCertificateUnusable = new(nameof(WebhookCertificateUnusable), ErrorCategory.InvalidArgument,
        null, "Specify a certificate with its private key, as Get-PfxCertificate returns it, or a path in the certificate store: "
            + "Cert:\\CurrentUser\\My\\THUMBPRINT.");

    public static readonly VFError WebhookListenerBroken = new(nameof(WebhookListenerBroken), ErrorCategory.ResourceUnavailable,
        null, "Run Receive-VFWebhook again. Deliveries without a 200 response were not accepted; the service may deliver them again.");

    public static readonly VFError WebhookNotKept = new(nameof(WebhookNotKept), ErrorCategory.WriteError,
        "The delivery {0} was rejected with 503, because it cannot be written to '{1}': {2}",
        "Check that the folder is writable and has enough space. The service may deliver it again.");

    public static readonly VFError WebhookDeliveryUnreadable = new(nameof(WebhookDeliveryUnreadable), ErrorCategory.ReadError,
        "'{0}' is not a delivery that can be sent again: {1}", "Specify files that Receive-VFWebhook -ArchivePath has written.");

    // Access tokens
    public static readonly VFError AccessTokenUnreadable = new(nameof(AccessTokenUnreadable), ErrorCategory.InvalidData,
        null, "Pass the complete token, as New-VFAccessToken -AsPlainText returns it.");

    // Changes
    public static readonly VFError NothingToChange = new(nameof(NothingToChange), ErrorCategory.InvalidArgument,
        "There is nothing to change: none of {0} was used.", "Use at least one of them.");

    // Test deliveries
    public static readonly VFError WebhookTestFailed = new(nameof(WebhookTestFailed), ErrorCategory.ConnectionError,
        null, "Check the address, and that the endpoint is running and responds before it processes the event. "
            + "-TimeoutSec sets a longer wait.");

    // Responses of the service
    public static readonly VFError AuthenticationFailed = new(nameof(AuthenticationFailed), ErrorCategory.AuthenticationError,
        null, "Check that the key and the secret belong together, are not revoked and belong to this environment. "
            + "Then run Connect-VFAccount again.");

    public static readonly VFError PermissionDenied = new(nameof(PermissionDenied), ErrorCategory.PermissionDenied,
        null, "Run Connect-VFAccount with a key that has the required scope.");

    public static readonly VFError InvalidVoiceNote = new(nameof(InvalidVoiceNote), ErrorCategory.InvalidArgument,
        "{0}", "Specify voice notes or their IDs. To select voice notes, filter the output of Get-VFVoiceNote.");

    public static readonly VFError VoiceNoteNotFound = new(nameof(VoiceNoteNotFound), ErrorCategory.ObjectNotFound,
        null, "Check the ID, or find the note with Get-VFVoiceNote.");

    public static readonly VFError TranscriptionNotFound = new(nameof(TranscriptionNotFound), ErrorCategory.ObjectNotFound,
        null, "Check its Status with Get-VFVoiceNote {0}. If it is processing, use -Wait.");

    public static readonly VFError VoiceNoteStillProcessing = new(nameof(VoiceNoteStillProcessing), ErrorCategory.OperationTimeout,
        null, "Wait longer, for example with Wait-VFVoiceNote {0} -TimeoutSec 3600.");

    public static readonly VFError WebhookNotFound = new(nameof(WebhookNotFound), ErrorCategory.ObjectNotFound,
        null, "Find the ID of the webhook with Get-VFWebhook.");

    public static readonly VFError ApiKeyNotFound = new(nameof(ApiKeyNotFound), ErrorCategory.ObjectNotFound,
        null, "Find the ID of the key with Get-VFApiKey. The ID is not the key itself.");

    public static readonly VFError ResourceNotFound = new(nameof(ResourceNotFound), ErrorCategory.ObjectNotFound,
        null, "Check the base address and the family of names of the connection: Get-VFConnection | Format-List BaseUri, ApiNames.");

    public static readonly VFError InvalidRequest = new(nameof(InvalidRequest), ErrorCategory.InvalidArgument,
        null, "Correct the value in the message and run the command again.");

    public static readonly VFError ResourceExists = new(nameof(ResourceExists), ErrorCategory.ResourceExists,
        null, "Change or remove the existing resource first.");

    public static readonly VFError WebhookExists = new(nameof(WebhookExists), ErrorCategory.ResourceExists,
        "The account already has a webhook or, depending on the service, one with this URL.",
        "Change it with Get-VFWebhook | Set-VFWebhook -Url … -Event …, or remove it first with Get-VFWebhook | Remove-VFWebhook.");

    public static readonly VFError RateLimited = new(nameof(RateLimited), ErrorCategory.LimitsExceeded,
        null, "Wait before you try again, lower -ThrottleLimit, or connect with a higher -MaximumRetryCount.");

    public static readonly VFError ServiceFailed = new(nameof(ServiceFailed), ErrorCategory.ResourceUnavailable,
        null, "Try again later. If the error persists, report the request ID to the support of the service.");

    public static readonly VFError ConnectionFailed = new(nameof(ConnectionFailed), ErrorCategory.ConnectionError,
        null, "Check the network, the proxy and the address (Get-VFConnection).");

    public static readonly VFError ProxyFailed = new(nameof(ProxyFailed), ErrorCategory.ConnectionError,
        null, "Check the proxy: -Proxy of Connect-VFAccount, or the environment variables HTTPS_PROXY and NO_PROXY. "
            + "Connect-VFAccount -NoProxy connects directly.");

    public static readonly VFError ProxyCredentialRequired = new(nameof(ProxyCredentialRequired), ErrorCategory.AuthenticationError,
        null, "Run Connect-VFAccount with -ProxyCredential, or with -ProxyUseDefaultCredentials for the credentials of the "
            + "current user.");

    public static readonly VFError RequestTimedOut = new(nameof(RequestTimedOut), ErrorCategory.OperationTimeout,
        null, "Try again, or set a longer Connect-VFAccount -TimeoutSec.");

    public static readonly VFError UnreadableResponse = new(nameof(UnreadableResponse), ErrorCategory.InvalidData,
        null, "A proxy may have changed the response. Check the proxy and the base address (Get-VFConnection), "
            + "and run the command with -Debug.");

    // Files
    public static readonly VFError InvalidPath = new(nameof(InvalidPath), ErrorCategory.InvalidArgument,
        "The path '{0}' can't be used: {1}.", "Specify a file system path. Use -LiteralPath if the name contains wildcard characters.");

    public static readonly VFError PathNotFound = new(nameof(PathNotFound), ErrorCategory.ObjectNotFound,
        "Nothing is found at the path '{0}'.", "Check the path. Use -LiteralPath if the name contains wildcard characters.");

    public static readonly VFError UnknownExtension = new(nameof(UnknownExtension), ErrorCategory.InvalidArgument,
        "The extension of '{0}' is not that of a format.",
        "Use .txt, .md, .srt, .vtt, .json, .jsonl or .csv, or name the format with -Format.");

    public static readonly VFError InvalidFileName = new(nameof(InvalidFileName), ErrorCategory.InvalidArgument,
        null, "Specify a name such as -FileName '{CreatedAt:yyyy-MM-dd} {VoiceNoteId}'.");

    public static readonly VFError FileExists = new(nameof(FileExists), ErrorCategory.ResourceExists,
        "'{0}' already exists, so {1} was not written.",
        "Overwrite it with -Force, or pass a folder as -Path and a -FileName that differs from note to note.");

    public static readonly VFError DuplicateFileName = new(nameof(DuplicateFileName), ErrorCategory.InvalidOperation,
        "'{0}' is already the file of a voice note of this command, so {1} was not written.",
        "Pass a folder as -Path, and a -FileName that differs from note to note.");

    public static readonly VFError FolderRequired = new(nameof(FolderRequired), ErrorCategory.InvalidArgument,
        "{1} a folder, and '{0}' is a file.", "Pass a folder as -Path.");

    public static readonly VFError FileNotWritten = new(nameof(FileNotWritten), ErrorCategory.WriteError,
        "'{0}' cannot be written: {1}", "Check that the folder is writable and has enough space.");

    public static readonly VFError CheckpointUnreadable = new(nameof(CheckpointUnreadable), ErrorCategory.InvalidData,
        "'{0}' is not a checkpoint of Watch-VFVoiceNote, or it cannot be read: {1}",
        "Restore the file, or delete it to start again with new notes only.");

    public static readonly VFError CheckpointInUse = new(nameof(CheckpointInUse), ErrorCategory.ResourceBusy,
        "Another command uses the checkpoint '{0}'.", "Wait until it has ended, or specify another -CheckpointPath.");

    public static readonly VFError CheckpointMismatch = new(nameof(CheckpointMismatch), ErrorCategory.InvalidArgument,
        "The checkpoint '{0}' is for {1}, and this command is for {2}.", "Specify another -CheckpointPath.");

    public static readonly VFError FileNotFound = new(nameof(FileNotFound), ErrorCategory.ObjectNotFound,
        "There is no file '{0}'.", "Check the path.");

    public static readonly VFError TranscriptionUnreadable = new(nameof(TranscriptionUnreadable), ErrorCategory.InvalidData,
        "'{0}' cannot be read: {1}", "Specify files that Export-VFTranscription wrote with -Format Json or JsonLines.");

    public static readonly VFError InvalidPattern = new(nameof(InvalidPattern), ErrorCategory.InvalidArgument,
        null, "Correct the regular expression, or search for the text with -SimpleMatch.");

    public static readonly VFError PatternTooSlow = new(nameof(PatternTooSlow), ErrorCategory.LimitsExceeded,
        "The pattern '{0}' takes too long in the transcription of '{1}'.", "Simplify the regular expression: avoid nested repetitions.");

    public static readonly VFError NoWordTimes = new(nameof(NoWordTimes), ErrorCategory.InvalidData,
        null,
        "Export it with -Format Text, Json or Csv. -SingleCaption shows a short text as one caption. A transcription that was converted "
        + "with ConvertTo-Json needs -Depth 3 or more.");

    // Audio
    public static readonly VFError AudioUnreadable = new(nameof(AudioUnreadable), ErrorCategory.ReadError,
        null, "Check that the file is complete and that you have permission to read it.");

    public static readonly VFError AudioNotFound = new(nameof(AudioNotFound), ErrorCategory.ObjectNotFound,
        null, "Check the path.");

    public static readonly VFError AudioFormatUnknown = new(nameof(AudioFormatUnknown), ErrorCategory.InvalidType,
        null, "Convert the recording to one of these formats.");

    public static readonly VFError AudioFormatMismatch = new(nameof(AudioFormatMismatch), ErrorCategory.InvalidType,
        null, "Change the extension to that of the content with Rename-Item.");

    public static readonly VFError AudioTrackMissing = new(nameof(AudioTrackMissing), ErrorCategory.InvalidData,
        null, "Send a file that contains sound.");

    public static readonly VFError AudioTooLarge = new(nameof(AudioTooLarge), ErrorCategory.LimitsExceeded,
        null, "Compress the recording, for example to Ogg or MP3, or split it.");

    public static readonly VFError AudioTooLong = new(nameof(AudioTooLong), ErrorCategory.LimitsExceeded,
        null, "Split the recording, or correct -Duration.");

    public static readonly VFError AudioSampleRateUnsupported = new(nameof(AudioSampleRateUnsupported), ErrorCategory.LimitsExceeded,
        null, "Convert the recording to a sample rate of 16000, 44100 or 48000 Hz.");

    public static readonly VFError AudioDurationUnknown = new(nameof(AudioDurationUnknown), ErrorCategory.InvalidArgument,
        null, "Specify the duration with -Duration, in seconds or as a TimeSpan.");

    public static readonly VFError UploadRefused = new(nameof(UploadRefused), ErrorCategory.WriteError,
        null, "Send the file again. If the error persists, check whether a proxy or firewall blocks uploads.");

    /// <summary>Creates the record of an exception of the client.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="target">The target object.</param>
    /// <param name="hint">The recommended action if it depends on the case; otherwise null.</param>
    public static ErrorRecord CreateRecord(VocaFuseException failure, object? target, string? hint = null) =>
        FromException(failure).CreateRecordFrom(failure, target, hint);

    /// <summary>Maps an exception of the client to an error.</summary>
    public static VFError FromException(VocaFuseException failure) => failure switch
    {
        VocaFuseAuthenticationException => AuthenticationFailed,
        VocaFusePermissionException => PermissionDenied,
        VocaFuseNotFoundException { IsMissingRoute: true } => ResourceNotFound,
        VocaFuseNotFoundException => failure.Resource switch
        {
            VocaFuseResource.VoiceNote => VoiceNoteNotFound,
            VocaFuseResource.Transcription => TranscriptionNotFound,
            VocaFuseResource.Webhook => WebhookNotFound,
            VocaFuseResource.ApiKey => ApiKeyNotFound,
            _ => ResourceNotFound,
        },
        VocaFuseStillProcessingException => VoiceNoteStillProcessing,
        VocaFuseConflictException { Resource: VocaFuseResource.Webhook, Method: "POST" } => WebhookExists,
        VocaFuseConflictException => ResourceExists,
        VocaFuseInvalidRequestException { Resource: VocaFuseResource.Upload, Method: "PUT" } => UploadRefused,
        VocaFuseInvalidRequestException => InvalidRequest,
        VocaFuseRateLimitException => RateLimited,
        VocaFuseServiceException => ServiceFailed,
        VocaFuseConnectionException { IsClosed: true } => ConnectionClosedDuringCommand,
        VocaFuseConnectionException { StatusCode: System.Net.HttpStatusCode.ProxyAuthenticationRequired } => ProxyCredentialRequired,
        VocaFuseConnectionException { Proxy: not null } => ProxyFailed,
        VocaFuseConnectionException => ConnectionFailed,
        VocaFuseTimeoutException => RequestTimedOut,
        VocaFuseAudioException audio => audio.Reason switch
        {
            AudioErrorReason.NotFound => AudioNotFound,
            AudioErrorReason.NoAudioTrack => AudioTrackMissing,
            AudioErrorReason.UnknownFormat => AudioFormatUnknown,
            AudioErrorReason.FormatMismatch => AudioFormatMismatch,
            AudioErrorReason.TooLarge => AudioTooLarge,
            AudioErrorReason.TooLong => AudioTooLong,
            AudioErrorReason.UnsupportedSampleRate => AudioSampleRateUnsupported,
            AudioErrorReason.UnknownDuration => AudioDurationUnknown,
            _ => AudioUnreadable,
        },
        VocaFuseListenerException listening => listening.Reason switch
        {
            WebhookListenerErrorReason.PortInUse => WebhookPortInUse,
            WebhookListenerErrorReason.AccessDenied => WebhookListeningDenied,
            WebhookListenerErrorReason.AddressUnusable => WebhookAddressUnusable,
            WebhookListenerErrorReason.CertificateUnusable => WebhookCertificateUnusable,
            _ => WebhookListenerBroken,
        },
        VocaFuseFormatException { Resource: VocaFuseResource.AccessToken } => AccessTokenUnreadable,
        VocaFuseFormatException => WebhookUnreadable,
        _ => UnreadableResponse,
    };
}
