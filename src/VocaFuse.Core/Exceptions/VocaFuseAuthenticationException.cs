using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for rejected credentials or a rejected token (401).</summary>
public sealed class VocaFuseAuthenticationException : VocaFuseException
{
    internal VocaFuseAuthenticationException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
