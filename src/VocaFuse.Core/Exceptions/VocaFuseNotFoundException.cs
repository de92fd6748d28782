using System.Net;
using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>
/// The exception for a missing voice note, transcription, webhook or key (404, 410), or for a missing route.
/// <see cref="VocaFuseException.Resource"/> is its kind.
/// </summary>
public sealed class VocaFuseNotFoundException : VocaFuseException
{
    internal VocaFuseNotFoundException(string message, ErrorContext context)
        : base(message, context)
    {
    }

    /// <summary>Gets a value that is true if the service may lack the route: for a 404, and for an unknown route of a gateway.</summary>
    internal bool MayLackRoute => StatusCode != HttpStatusCode.Gone;

    /// <summary>
    /// Gets a value that is true if the service has no such route: for a request without an ID, and for the 403 with which an API
    /// gateway refuses an unknown route. The base address or the family of names is wrong.
    /// </summary>
    public bool IsMissingRoute { get; internal init; }
}
