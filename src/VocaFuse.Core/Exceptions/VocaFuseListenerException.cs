using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a webhook listener that cannot start or can no longer accept connections.</summary>
public sealed class VocaFuseListenerException : VocaFuseException
{
    internal VocaFuseListenerException(string message, WebhookListenerErrorReason reason, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Webhook }, inner) => Reason = reason;

    /// <summary>Gets the reason.</summary>
    public WebhookListenerErrorReason Reason { get; }
}
