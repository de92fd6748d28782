using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for an API key without the required scope (403).</summary>
public sealed class VocaFusePermissionException : VocaFuseException
{
    internal VocaFusePermissionException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
