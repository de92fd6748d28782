using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a webhook listener that can't start. <see cref="Fault"/> is the reason.</summary>
public sealed class VocaFuseListenerException : VocaFuseException
{
    internal VocaFuseListenerException(string message, WebhookListenerErrorReason fault, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Webhook }, inner) => Fault = fault;

    /// <summary>Gets the reason.</summary>
    public WebhookListenerErrorReason Fault { get; }
}
