using System.Net;
using System.Net.Sockets;
using VocaFuse.Sandbox;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>The address of each kind of target.</summary>
internal sealed class Addresses(SandboxHost expired)
{
    private readonly Uri closed = ClosedPort();

    public Uri Get(Target target, SandboxHost sandbox) => target switch
    {
        // .invalid is reserved, so it never resolves.
        Target.NoName => new Uri("https://voca.invalid/v1"),
        Target.ClosedPort => closed,
        Target.ExpiredCertificate => expired.BaseAddress,
        _ => sandbox.BaseAddress,
    };

    /// <summary>A port that was free a moment ago and has no listener.</summary>
    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
    }
}
