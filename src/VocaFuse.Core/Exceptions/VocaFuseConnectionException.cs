using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a service that can't be reached, or a broken connection.</summary>
public sealed class VocaFuseConnectionException : VocaFuseException
{
    internal VocaFuseConnectionException(string message, ErrorContext context, Exception? inner)
        : base(message, context, inner)
    {
    }

    /// <summary>Gets a value that is true if no connection was established, so that the service did not receive the request.</summary>
    public bool IsUnreachable { get; internal init; }

    /// <summary>Gets a value that is true if the client was closed by <see cref="VocaFuseClient.Dispose"/>.</summary>
    public bool IsClosed { get; internal init; }

    /// <summary>Gets the address of the proxy that refused or could not be reached; null if it was not the proxy.</summary>
    public Uri? Proxy { get; internal init; }

    /// <summary>Gets a value that is true if a retry may succeed; false for a certificate that is not trusted.</summary>
    internal bool IsTransient { get; init; } = true;
}
