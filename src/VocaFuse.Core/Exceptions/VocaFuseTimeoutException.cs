using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for an attempt that did not get a complete response in time.</summary>
public sealed class VocaFuseTimeoutException : VocaFuseException
{
    internal VocaFuseTimeoutException(string message, ErrorContext context, Exception? inner)
        : base(message, context, inner)
    {
    }
}
