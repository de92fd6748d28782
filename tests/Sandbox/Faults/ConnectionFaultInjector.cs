using Microsoft.AspNetCore.Connections.Features;
using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Hosting;

namespace VocaFuse.Sandbox.Faults;

/// <summary>Sends responses with faults of the connection, such as a reset.</summary>
internal static class ConnectionFaultInjector
{
    private const int DripBytes = 8;

    // The time for a client on this machine to read the sent bytes before the reset.
    private static readonly TimeSpan BeforeReset = TimeSpan.FromMilliseconds(100);

    public static async ValueTask SendAsync(ApiCall call, Fault fault, CancellationToken stopping)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                Reset(call.Http);
                break;

            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, stopping);
                break;

            case FaultKind.ResetBody:
                ResponseSender.SetHeaders(call);
                if (call.Response.Body.WrittenCount > 0)
                {
                    await call.Http.Response.Body.WriteAsync(
                        call.Response.Body.WrittenMemory[..(call.Response.Body.WrittenCount / 2)], stopping);
                }

                await call.Http.Response.Body.FlushAsync(stopping);
                await Task.Delay(BeforeReset, stopping);
                Reset(call.Http);
                break;

            case FaultKind.Drip:
                await DripAsync(call, fault, stopping);
                break;

            default:
                await ResponseSender.SendAsync(call);
                break;
        }
    }

    private static async ValueTask DripAsync(ApiCall call, Fault fault, CancellationToken stopping)
    {
        ResponseSender.SetHeaders(call);
        var left = call.Response.Body.WrittenMemory;
        while (left.Length > 0)
        {
            var drop = left[..Math.Min(DripBytes, left.Length)];
            await call.Http.Response.Body.WriteAsync(drop, stopping);
            await call.Http.Response.Body.FlushAsync(stopping);
            left = left[drop.Length..];
            await Task.Delay(Math.Max(1, fault.DelayMs), stopping);
        }
    }

    /// <summary>Resets the connection: without lingering, the system sends RST instead of FIN.</summary>
    private static void Reset(HttpContext http)
    {
        try
        {
            if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            {
                socket.LingerState = new(true, 0);
            }
        }
        catch (ObjectDisposedException)
        {
            // The client has closed the connection before.
        }

        http.Abort();
    }
}
