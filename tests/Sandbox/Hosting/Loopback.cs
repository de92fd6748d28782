using System.Net;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Recognizes addresses of this machine.</summary>
internal static class Loopback
{
    public static bool IsAt(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
