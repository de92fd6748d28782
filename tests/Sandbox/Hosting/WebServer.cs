using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Kestrel on loopback, and nothing else of ASP.NET Core: no logging, no configuration, no signals.</summary>
internal static class WebServer
{
    private const int ThrottledBuffer = 32 * 1024;

    public static WebApplication Build(SandboxState state, CancellationToken stopping)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        if (state.Options.Https || state.Options.ExpiredCertificate)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, state.Options));
        if (state.Options.UploadBytesPerSecond > 0)
        {
            builder.Services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = SmallBuffers);
        }

        var app = builder.Build();
        app.Run(new RequestPipeline(state, stopping).RunAsync);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, SandboxOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = null;
        if (options.UploadBytesPerSecond > 0)
        {
            kestrel.Limits.MaxRequestBufferSize = ThrottledBuffer;
        }

        kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Https || options.ExpiredCertificate)
            {
                listen.UseHttps(ServerCertificate.Create(options.ExpiredCertificate));
            }
        });
    }

    /// <summary>Creates a socket with small buffers: the default ones take megabytes, so a throttled upload would look fast.</summary>
    private static Socket SmallBuffers(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.ReceiveBufferSize = ThrottledBuffer;
        return socket;
    }

    /// <summary>Disables the handling of signals, which is up to the process that hosts the sandbox.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
