using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a missing voice note, transcription, webhook or key (404, 410). <see cref="VocaFuseException.Resource"/> is its kind.</summary>
public sealed class VocaFuseNotFoundException : VocaFuseException
{
    internal VocaFuseNotFoundException(string message, ErrorContext context)
        : base(message, context)
    {
    }
}
