using System.Net.Sockets;

namespace VocaFuse.Errors;

/// <summary>Describes the errors of sockets, the same in every operating system.</summary>
internal static class SocketErrorText
{
    /// <summary>Returns the description of an error; null if there is none.</summary>
    public static string? Describe(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "timed out",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostNotFound or SocketError.NoData => "the name is unknown",
        SocketError.TryAgain => "the name servers do not respond",
        _ => null,
    };
}
