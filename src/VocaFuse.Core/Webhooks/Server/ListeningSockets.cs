using System.Net;
using System.Net.Sockets;

namespace VocaFuse.Webhooks.Server;

/// <summary>Opens the sockets that a server listens on.</summary>
internal static class ListeningSockets
{
    private const string Localhost = "localhost";
    private const int Backlog = 512;

    /// <summary>Opens a socket for each address.</summary>
    /// <param name="addresses">IP addresses, or <c>localhost</c> for both addresses of the loopback.</param>
    /// <param name="port">The port; 0 for one that the system chooses, the same for all addresses.</param>
    /// <exception cref="VocaFuseListenerException">An address or the port cannot be used.</exception>
    public static IReadOnlyList<Socket> Open(IReadOnlyList<string> addresses, int port)
    {
        var sockets = new List<Socket>();
        var all = addresses.SelectMany(Parse).Distinct().ToList();
        var takesIPv4Too = all.TrueForAll(static address => address.AddressFamily == AddressFamily.InterNetworkV6);
        try
        {
            foreach (var address in all)
            {
                var isOptional = address.Equals(IPAddress.IPv6Loopback) && !addresses.Contains("::1");
                if (TryOpen(new IPEndPoint(address, port), takesIPv4Too, isOptional) is { } socket)
                {
                    sockets.Add(socket);
                    port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                }
            }

            sockets.ForEach(static socket => socket.Listen(Backlog));
            return sockets;
        }
        catch (SocketException failure)
        {
            sockets.ForEach(static socket => socket.Dispose());
            throw Failure(failure, string.Join(", ", addresses), port);
        }
        catch (VocaFuseListenerException)
        {
            sockets.ForEach(static socket => socket.Dispose());
            throw;
        }
    }

    private static IEnumerable<IPAddress> Parse(string address)
    {
        if (address.Equals(Localhost, StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        return IPAddress.TryParse(address, out var parsed)
            ? [parsed]
            : throw new VocaFuseListenerException($"'{address}' is not an IP address.", WebhookListenerErrorReason.AddressUnusable);
    }

    /// <summary>Opens one socket; null if the address is optional and this machine does not have it.</summary>
    private static Socket? TryOpen(IPEndPoint endpoint, bool takesIPv4Too, bool isOptional)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endpoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = takesIPv4Too;
            }

            socket.Bind(endpoint);
            return socket;
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            return isOptional && failure.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
                ? null
                : throw Failure(failure, endpoint.Address.ToString(), endpoint.Port);
        }
    }

    private static VocaFuseListenerException Failure(SocketException failure, string address, int port) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            new($"Port {port} of {address} is already in use.", WebhookListenerErrorReason.PortInUse, failure),
        SocketError.AccessDenied =>
            new(
                $"The system does not allow this user to listen on port {port} of {address}.",
                WebhookListenerErrorReason.AccessDenied,
                failure),
        _ => new($"Cannot listen on port {port} of {address}: {failure.Message}.", WebhookListenerErrorReason.AddressUnusable, failure),
    };
}
