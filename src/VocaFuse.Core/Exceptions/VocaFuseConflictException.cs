using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a conflict with an existing object (409).</summary>
public sealed class VocaFuseConflictException : VocaFuseException
{
    internal VocaFuseConflictException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
