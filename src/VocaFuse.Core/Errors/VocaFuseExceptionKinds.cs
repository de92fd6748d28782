using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The service refused the credentials or the token (401).</summary>
public sealed class VocaFuseAuthenticationException : VocaFuseException
{
    internal VocaFuseAuthenticationException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>The credentials are good, but the key lacks the scope for this (403).</summary>
public sealed class VocaFusePermissionException : VocaFuseException
{
    internal VocaFusePermissionException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>There is no such voice note, transcription, webhook or key (404, 410); <see cref="VocaFuseException.Resource"/> tells which.</summary>
public sealed class VocaFuseNotFoundException : VocaFuseException
{
    internal VocaFuseNotFoundException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>What was to be created is there already (409).</summary>
public sealed class VocaFuseConflictException : VocaFuseException
{
    internal VocaFuseConflictException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>The service found the request invalid (400, 413, 422 and other 4xx).</summary>
public sealed class VocaFuseInvalidRequestException : VocaFuseException
{
    internal VocaFuseInvalidRequestException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>Too many requests (429); <see cref="VocaFuseException.RetryAfter"/> tells how long to wait, where the service says so.</summary>
public sealed class VocaFuseRateLimitException : VocaFuseException
{
    internal VocaFuseRateLimitException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>The service, or a proxy before it, failed (408, 5xx).</summary>
public sealed class VocaFuseServiceException : VocaFuseException
{
    internal VocaFuseServiceException(string message, ErrorContext facts) : base(message, facts) { }
}

/// <summary>The service could not be reached, or the connection broke.</summary>
public sealed class VocaFuseConnectionException : VocaFuseException
{
    internal VocaFuseConnectionException(string message, ErrorContext facts, Exception? inner) : base(message, facts, inner) { }

    /// <summary>True where no connection came about at all: the service never saw the request.</summary>
    public bool IsUnreachable { get; internal init; }

    /// <summary>True where this client itself was closed meanwhile, by <see cref="VocaFuseClient.Dispose"/>.</summary>
    public bool IsClosed { get; internal init; }

    /// <summary>True where another try may go better; false for a certificate that is not trusted.</summary>
    internal bool IsTransient { get; init; } = true;
}

/// <summary>No whole answer came within the time one attempt has.</summary>
public sealed class VocaFuseTimeoutException : VocaFuseException
{
    internal VocaFuseTimeoutException(string message, ErrorContext facts, Exception? inner) : base(message, facts, inner) { }
}

/// <summary>The answer came but cannot be used: no JSON, cut short, empty, a redirect, or without what it must hold.</summary>
public sealed class VocaFuseResponseException : VocaFuseException
{
    internal VocaFuseResponseException(string message, ErrorContext facts, Exception? inner = null) : base(message, facts, inner) { }
}

/// <summary>What was given to be read is not what it should be: no webhook event, no access token; <see cref="VocaFuseException.Resource"/> tells which.</summary>
public sealed class VocaFuseFormatException : VocaFuseException
{
    internal VocaFuseFormatException(string message, VocaFuseResource resource) : base(message, new ErrorContext { Resource = resource }) { }
}

/// <summary>Listening for webhook deliveries is not possible; <see cref="Fault"/> tells why.</summary>
public sealed class VocaFuseListenerException : VocaFuseException
{
    internal VocaFuseListenerException(string message, WebhookListenerErrorReason fault, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Webhook }, inner) => Fault = fault;

    /// <summary>Why.</summary>
    public WebhookListenerErrorReason Fault { get; }
}

/// <summary>The time to wait for a voice note is over, and it is still processing.</summary>
public sealed class VocaFuseStillProcessingException : VocaFuseException
{
    internal VocaFuseStillProcessingException(string message, ErrorContext facts, VoiceNote voiceNote) : base(message, facts) => VoiceNote = voiceNote;

    /// <summary>The note as it was seen last.</summary>
    public VoiceNote VoiceNote { get; }
}

/// <summary>A file cannot be sent as a voice note; <see cref="Fault"/> tells why.</summary>
public sealed class VocaFuseAudioException : VocaFuseException
{
    internal VocaFuseAudioException(AudioErrorReason fault, string message, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Upload }, inner) => Fault = fault;

    /// <summary>Why.</summary>
    public AudioErrorReason Fault { get; }
}
