using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a failure of the service or of a proxy (408, 5xx).</summary>
public sealed class VocaFuseServiceException : VocaFuseException
{
    internal VocaFuseServiceException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
