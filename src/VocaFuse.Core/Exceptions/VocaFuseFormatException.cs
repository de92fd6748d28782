using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>
/// The exception for input that is not a webhook event or an access token. <see cref="VocaFuseException.Resource"/> is the
/// expected kind.
/// </summary>
public sealed class VocaFuseFormatException : VocaFuseException
{
    internal VocaFuseFormatException(string message, VocaFuseResource resource)
        : base(message, new ErrorContext { Resource = resource })
    {
    }
}
