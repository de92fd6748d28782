using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a request that the service found invalid (400, 413, 422 and other 4xx).</summary>
public sealed class VocaFuseInvalidRequestException : VocaFuseException
{
    internal VocaFuseInvalidRequestException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
