using System.Net;
using System.Net.Sockets;
using VocaFuse.Sandbox;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Where the service is, or where it is not.</summary>
internal sealed class Addresses(SandboxHost expired)
{
    private readonly Uri closed = ClosedPort();

    public Uri Of(Place place, SandboxHost sandbox) => place switch
    {
        // No resolver knows a name in .invalid, and a client need not leave the machine to learn so.
        Place.NoName => new Uri("https://voca.invalid/v1"),
        Place.ClosedPort => closed,
        Place.ExpiredCertificate => expired.BaseAddress,
        _ => sandbox.BaseAddress,
    };

    /// <summary>A port that was free a moment ago, and that nobody listens on.</summary>
    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
    }
}
