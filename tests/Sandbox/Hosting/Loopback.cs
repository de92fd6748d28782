using System.Net;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Detects loopback addresses.</summary>
internal static class Loopback
{
    public static bool IsLoopback(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
