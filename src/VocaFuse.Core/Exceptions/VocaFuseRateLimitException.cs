using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for too many requests (429). <see cref="VocaFuseException.RetryAfter"/> is the requested delay.</summary>
public sealed class VocaFuseRateLimitException : VocaFuseException
{
    internal VocaFuseRateLimitException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
