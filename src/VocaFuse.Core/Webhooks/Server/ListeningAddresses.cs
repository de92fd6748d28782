using System.Net;
using System.Net.Sockets;

namespace VocaFuse.Webhooks.Server;

/// <summary>Parses the addresses to listen on.</summary>
internal static class ListeningAddresses
{
    private const string Localhost = "localhost";

    /// <summary>Gets the addresses that need a socket each, without duplicates and without those that another one covers.</summary>
    /// <param name="texts">IP addresses, or <c>localhost</c> for both loopback addresses.</param>
    /// <exception cref="VocaFuseListenerException">A text is not an address.</exception>
    public static IReadOnlyList<IPAddress> Parse(IReadOnlyList<string> texts)
    {
        var all = texts.SelectMany(Parse).Distinct().ToList();
        if (all.Contains(IPAddress.IPv6Any))
        {
            return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        }

        return all.Contains(IPAddress.Any)
            ? [IPAddress.Any, .. all.Where(static address => address.AddressFamily == AddressFamily.InterNetworkV6)]
            : all;
    }

    /// <summary>Gets whether this machine may lack an address: the IPv6 loopback, if only <c>localhost</c> requires it.</summary>
    public static bool IsOptional(IPAddress address, IReadOnlyList<string> texts) =>
        address.Equals(IPAddress.IPv6Loopback) && !texts.Where(static text => !IsLocalhost(text)).SelectMany(Parse).Contains(address);

    private static bool IsLocalhost(string text) => text.Equals(Localhost, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<IPAddress> Parse(string text)
    {
        if (IsLocalhost(text))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        // IPAddress would drop the port of [::1]:8080.
        return IPAddress.TryParse(text, out var address) && (!text.StartsWith('[') || text.EndsWith(']'))
            ? [address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address]
            : throw new VocaFuseListenerException($"'{text}' is not an IP address.", WebhookListenerErrorReason.AddressUnusable);
    }
}
