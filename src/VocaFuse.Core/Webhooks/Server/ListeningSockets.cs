using System.Net;
using System.Net.Sockets;

namespace VocaFuse.Webhooks.Server;

/// <summary>Opens the sockets that a server listens on.</summary>
internal static class ListeningSockets
{
    /// <summary>The maximum number of attempts to find a port that is free at all addresses, if the system chooses it.</summary>
    private const int MaximumAttempts = 10;

    /// <summary>Opens the sockets for some addresses.</summary>
    /// <param name="addresses">IP addresses, or <c>localhost</c> for both loopback addresses.</param>
    /// <param name="port">The port; 0 for one that the system chooses, the same for all addresses.</param>
    /// <param name="backlog">The number of connections that wait to be accepted.</param>
    /// <exception cref="VocaFuseListenerException">An address or the port cannot be used.</exception>
    public static IReadOnlyList<Socket> Open(IReadOnlyList<string> addresses, int port, int backlog)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenAll(addresses, port, backlog);
            }
            catch (VocaFuseListenerException failure)
                when (port == 0 && failure.Reason == WebhookListenerErrorReason.PortInUse && attempt < MaximumAttempts)
            {
                // The port that the system chose for the first address is in use at another one.
            }
        }
    }

    private static List<Socket> OpenAll(IReadOnlyList<string> addresses, int port, int backlog)
    {
        var sockets = new List<Socket>();
        try
        {
            foreach (var address in ListeningAddresses.Parse(addresses))
            {
                if (TryOpen(new IPEndPoint(address, port), ListeningAddresses.IsOptional(address, addresses)) is { } socket)
                {
                    sockets.Add(socket);
                    port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                }
            }

            sockets.ForEach(socket => socket.Listen(backlog));
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

    /// <summary>Opens one socket; null if the address is optional and this machine does not have it.</summary>
    private static Socket? TryOpen(IPEndPoint endpoint, bool isOptional)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endpoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // The address :: stands for all addresses, IPv4 included.
                socket.DualMode = endpoint.Address.Equals(IPAddress.IPv6Any);
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
