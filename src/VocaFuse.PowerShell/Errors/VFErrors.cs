using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Every error of the module, in one place: about_VocaFuse_Errors lists the same ids, and a test compares them.</summary>
internal static class VFErrors
{
    // Connections
    public static readonly VFError NotConnected = new(nameof(NotConnected), ErrorCategory.ConnectionError,
        "There is no connection to VocaFuse in this session: run Connect-VFAccount first, or give one with -Connection.", "Connect-VFAccount");

    public static readonly VFError ConnectionNotFound = new(nameof(ConnectionNotFound), ErrorCategory.ObjectNotFound,
        "There is no connection named '{0}' in this session.", "Get-VFConnection shows those there are.");

    public static readonly VFError ConnectionClosed = new(nameof(ConnectionClosed), ErrorCategory.InvalidOperation,
        "The connection '{0}' was closed with Disconnect-VFAccount.", "Make a new one: Connect-VFAccount");

    public static readonly VFError ConnectionClosedMeanwhile = ConnectionClosed with { Message = "The connection was closed with Disconnect-VFAccount while this command was using it." };

    public static readonly VFError NoCredentials = new(nameof(NoCredentials), ErrorCategory.AuthenticationError,
        "There are no credentials to connect with: {0}. There are three ways: set the environment variables VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET; or give -Credential, with the key as user name and the secret as password; or give -ApiKey together with -ApiSecret (a SecureString).",
        "Connect-VFAccount -Credential (Get-Credential)");

    public static readonly VFError InvalidCredentials = new(nameof(InvalidCredentials), ErrorCategory.InvalidArgument,
        null, "Copy the key and its secret once more from the service's console.");

    public static readonly VFError InvalidConnectionOption = new(nameof(InvalidConnectionOption), ErrorCategory.InvalidArgument,
        null, "See Get-Help Connect-VFAccount -Full for what it takes.");

    // Webhook deliveries
    public static readonly VFError NoWebhookSecret = new(nameof(NoWebhookSecret), ErrorCategory.InvalidArgument,
        "There is no webhook secret to check or sign with, or it is empty.", "Give it with -Secret, or set the environment variable VOCAFUSE_WEBHOOK_SECRET.");

    public static readonly VFError WebhookBodyNotRaw = new(nameof(WebhookBodyNotRaw), ErrorCategory.InvalidType,
        "A body of the type {0} is not the raw one that was signed.", "Give the body as text or bytes, before anything parses it.");

    public static readonly VFError WebhookSignatureMissing = new(nameof(WebhookSignatureMissing), ErrorCategory.SecurityError,
        "The delivery carries no signature, so it is refused.", "Give -Signature, or all headers with -Header; who sends without one is not VocaFuse.");

    public static readonly VFError WebhookSignatureWrong = new(nameof(WebhookSignatureWrong), ErrorCategory.SecurityError,
        "The signature does not belong to this body, timestamp, delivery id and secret, so the delivery is refused.", "Where the delivery is genuine: check that the body is the raw one, that the secret is this webhook's, and that timestamp and delivery id are given exactly as in the headers.");

    public static readonly VFError WebhookTimestampOutOfBounds = new(nameof(WebhookTimestampOutOfBounds), ErrorCategory.SecurityError,
        "The signature is right, but the delivery's time lies too far from now, so it may be a repeated one and is refused.", "Check this machine's clock, or allow more with -MaximumAge.");

    public static readonly VFError WebhookUnreadable = new(nameof(WebhookUnreadable), ErrorCategory.InvalidData,
        null, "Look at what the sender put into the body; a delivery is a JSON object that names its event.");

    // Listening for webhook deliveries
    public static readonly VFError WebhookPortInUse = new(nameof(WebhookPortInUse), ErrorCategory.ResourceBusy,
        null, "Choose another -Port, or end what listens on this one; another Receive-VFWebhook does as well.");

    public static readonly VFError WebhookListeningDenied = new(nameof(WebhookListeningDenied), ErrorCategory.PermissionDenied,
        null, "Choose a -Port above 1023. On Windows, -Address localhost needs no right; for any other, an administrator grants it: netsh http add urlacl url=http://ADDRESS:PORT/ user=NAME");

    public static readonly VFError WebhookAddressUnusable = new(nameof(WebhookAddressUnusable), ErrorCategory.InvalidArgument,
        null, "Give an IPv4 address or a host name of this machine with -Address, or + for all of them.");

    public static readonly VFError WebhookListenerBroken = new(nameof(WebhookListenerBroken), ErrorCategory.ResourceUnavailable,
        null, "Run Receive-VFWebhook again. What it did not answer with 200 was not accepted; the service may deliver it again.");

    // Access tokens
    public static readonly VFError AccessTokenUnreadable = new(nameof(AccessTokenUnreadable), ErrorCategory.InvalidData,
        null, "Give the whole token, as New-VFAccessToken -AsPlainText returns it or as it stands after Bearer.");

    // Changes
    public static readonly VFError NothingToChange = new(nameof(NothingToChange), ErrorCategory.InvalidArgument,
        "There is nothing to change: none of {0} is given.", "Give at least one of them.");

    // Test deliveries
    public static readonly VFError WebhookTestFailed = new(nameof(WebhookTestFailed), ErrorCategory.ConnectionError,
        null, "Check the address, and that the endpoint is running and answers before it does its work; -TimeoutSec gives it more time.");

    // Answers of the service
    public static readonly VFError AuthenticationFailed = new(nameof(AuthenticationFailed), ErrorCategory.AuthenticationError,
        null, "Check that key and secret belong together, are not revoked and are meant for this environment; then run Connect-VFAccount again.");

    public static readonly VFError PermissionDenied = new(nameof(PermissionDenied), ErrorCategory.PermissionDenied,
        null, "Connect with a key that has the scope for it: Connect-VFAccount.");

    public static readonly VFError InvalidVoiceNote = new(nameof(InvalidVoiceNote), ErrorCategory.InvalidArgument,
        "{0}", "Give voice notes or their IDs. To select voice notes, filter the output of Get-VFVoiceNote.");

    public static readonly VFError VoiceNoteNotFound = new(nameof(VoiceNoteNotFound), ErrorCategory.ObjectNotFound,
        null, "Check the id, or find the note with Get-VFVoiceNote.");

    public static readonly VFError TranscriptionNotFound = new(nameof(TranscriptionNotFound), ErrorCategory.ObjectNotFound,
        null, "See its Status: Get-VFVoiceNote {0}. While it is processing, -Wait waits for it.");

    public static readonly VFError VoiceNoteStillProcessing = new(nameof(VoiceNoteStillProcessing), ErrorCategory.OperationTimeout,
        null, "Wait for it once more, and longer: Wait-VFVoiceNote {0} -TimeoutSec 3600");

    public static readonly VFError WebhookNotFound = new(nameof(WebhookNotFound), ErrorCategory.ObjectNotFound,
        null, "Find the webhook's id with Get-VFWebhook.");

    public static readonly VFError ApiKeyNotFound = new(nameof(ApiKeyNotFound), ErrorCategory.ObjectNotFound,
        null, "Find the key's id with Get-VFApiKey; the id is not the key itself.");

    public static readonly VFError ResourceNotFound = new(nameof(ResourceNotFound), ErrorCategory.ObjectNotFound,
        null, "Check that the base address of the connection is right: Get-VFConnection.");

    public static readonly VFError InvalidRequest = new(nameof(InvalidRequest), ErrorCategory.InvalidArgument,
        null, "Correct what the message names and run the command again.");

    public static readonly VFError ResourceExists = new(nameof(ResourceExists), ErrorCategory.ResourceExists,
        null, "Look at what there is, and change or remove it first.");

    public static readonly VFError WebhookExists = new(nameof(WebhookExists), ErrorCategory.ResourceExists,
        "The account has a webhook already, and it can have one only.", "Change the one there is: Get-VFWebhook | Set-VFWebhook -Url … -Event …; or remove it first: Get-VFWebhook | Remove-VFWebhook.");

    public static readonly VFError RateLimited = new(nameof(RateLimited), ErrorCategory.LimitsExceeded,
        null, "Wait before the next try, lower -ThrottleLimit, or connect with a higher -MaximumRetryCount.");

    public static readonly VFError ServiceFailed = new(nameof(ServiceFailed), ErrorCategory.ResourceUnavailable,
        null, "Try again later; if it stays so, give the request id to the service's support.");

    public static readonly VFError ConnectionFailed = new(nameof(ConnectionFailed), ErrorCategory.ConnectionError,
        null, "Check the network, the proxy and the address: Get-VFConnection shows it.");

    public static readonly VFError RequestTimedOut = new(nameof(RequestTimedOut), ErrorCategory.OperationTimeout,
        null, "Try again, or give the service more time with Connect-VFAccount -TimeoutSec.");

    public static readonly VFError UnreadableAnswer = new(nameof(UnreadableAnswer), ErrorCategory.InvalidData,
        null, "Something between here and the service may have changed the answer: check proxy and base address (Get-VFConnection), and look with -Debug.");

    // Files
    public static readonly VFError InvalidPath = new(nameof(InvalidPath), ErrorCategory.InvalidArgument,
        "'{0}' is no path that can be used here: {1}.", "Give a path of the file system, and one that holds wildcard characters with -LiteralPath.");

    public static readonly VFError InvalidFileName = new(nameof(InvalidFileName), ErrorCategory.InvalidArgument,
        null, "Give a name such as -FileName '{CreatedAt:yyyy-MM-dd} {VoiceNoteId}'.");

    public static readonly VFError FileExists = new(nameof(FileExists), ErrorCategory.ResourceExists,
        "'{0}' is there already, so {1} was not written.", "Overwrite it with -Force, or tell the files apart: give a folder as -Path, and with -FileName a pattern that differs from note to note.");

    public static readonly VFError DuplicateFileName = new(nameof(DuplicateFileName), ErrorCategory.InvalidOperation,
        "'{0}' was already written by this command, so {1} was not written.",
        "Pass a folder as -Path, and a -FileName that differs from note to note.");

    public static readonly VFError FolderRequired = new(nameof(FolderRequired), ErrorCategory.InvalidArgument,
        "{1} a folder, and '{0}' is a file.", "Pass a folder as -Path.");

    public static readonly VFError FileNotWritten = new(nameof(FileNotWritten), ErrorCategory.WriteError,
        "'{0}' cannot be written: {1}", "Check that the folder is one that may be written to, and that there is room.");

    public static readonly VFError NoWordTimes = new(nameof(NoWordTimes), ErrorCategory.InvalidData,
        null,
        "Export it with -Format Text, Json or Csv. -SingleCaption shows a short text as one caption. A transcription that was converted with ConvertTo-Json needs -Depth 2 or more.");

    // Audio
    public static readonly VFError AudioUnreadable = new(nameof(AudioUnreadable), ErrorCategory.ReadError,
        null, "Check that the file is complete and that you have permission to read it.");

    public static readonly VFError AudioNotFound = new(nameof(AudioNotFound), ErrorCategory.ObjectNotFound,
        null, "Check the path.");

    public static readonly VFError AudioFormatUnknown = new(nameof(AudioFormatUnknown), ErrorCategory.InvalidType,
        null, "Convert the recording to one of these formats.");

    public static readonly VFError AudioFormatMismatch = new(nameof(AudioFormatMismatch), ErrorCategory.InvalidType,
        null, "Give the file the extension of its content with Rename-Item.");

    public static readonly VFError AudioTrackMissing = new(nameof(AudioTrackMissing), ErrorCategory.InvalidData,
        null, "Send a file that contains sound.");

    public static readonly VFError AudioTooLarge = new(nameof(AudioTooLarge), ErrorCategory.LimitsExceeded,
        null, "Compress the recording, for example to Ogg or MP3, or split it.");

    public static readonly VFError AudioTooLong = new(nameof(AudioTooLong), ErrorCategory.LimitsExceeded,
        null, "Split the recording, or correct -Duration.");

    public static readonly VFError AudioSampleRateUnsupported = new(nameof(AudioSampleRateUnsupported), ErrorCategory.LimitsExceeded,
        null, "Convert the recording to a sample rate of 16000, 44100 or 48000 Hz.");

    public static readonly VFError AudioDurationUnknown = new(nameof(AudioDurationUnknown), ErrorCategory.InvalidArgument,
        null, "Give the duration with -Duration, in seconds or as a TimeSpan.");

    public static readonly VFError UploadRefused = new(nameof(UploadRefused), ErrorCategory.WriteError,
        null, "Send the file again; where it stays so, something between here and the storage is in the way.");

    /// <summary>Which error a failure of the client is.</summary>
    public static VFError Of(VocaFuseException failure) => failure switch
    {
        VocaFuseAuthenticationException => AuthenticationFailed,
        VocaFusePermissionException => PermissionDenied,
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
        VocaFuseConnectionException { IsClosed: true } => ConnectionClosedMeanwhile,
        VocaFuseConnectionException => ConnectionFailed,
        VocaFuseTimeoutException => RequestTimedOut,
        VocaFuseAudioException audio => audio.Fault switch
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
        VocaFuseListenerException listening => listening.Fault switch
        {
            WebhookListenerErrorReason.PortInUse => WebhookPortInUse,
            WebhookListenerErrorReason.AccessDenied => WebhookListeningDenied,
            WebhookListenerErrorReason.AddressUnusable => WebhookAddressUnusable,
            _ => WebhookListenerBroken,
        },
        VocaFuseFormatException { Resource: VocaFuseResource.AccessToken } => AccessTokenUnreadable,
        VocaFuseFormatException => WebhookUnreadable,
        _ => UnreadableAnswer,
    };
}
