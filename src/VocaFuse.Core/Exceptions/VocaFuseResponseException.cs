using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for an unusable response: not JSON, truncated, empty, a redirect, or without a required value.</summary>
public sealed class VocaFuseResponseException : VocaFuseException
{
    internal VocaFuseResponseException(string message, ErrorContext context, Exception? inner = null)
        : base(message, context, inner)
    {
    }
}
