using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VocaFuse.Webhooks.Server;

/// <summary>A small HTTP/1.1 server on sockets: one request per connection, over plain TCP or TLS.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly IReadOnlyList<Socket> sockets;
    private readonly ServerContext context;

    private HttpServer(
        WebhookListenerOptions options, IHttpRequestHandler handler, IReadOnlyList<Socket> sockets, SslServerAuthenticationOptions? tls)
    {
        this.sockets = sockets;
        context = new ServerContext(options, handler, new ConnectionTable(options), tls, stopping.Token);
        Endpoints = [.. sockets.Select(static socket => (IPEndPoint)socket.LocalEndPoint!)];
        foreach (var socket in sockets)
        {
            _ = Task.Run(() => AcceptAsync(socket));
        }
    }

    /// <summary>Gets the addresses and the port that the server listens on.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="VocaFuseListenerException">An address, the port or the certificate cannot be used.</exception>
    public static HttpServer Start(WebhookListenerOptions options, IHttpRequestHandler handler)
    {
        var tls = options.Certificate is { } certificate ? TlsOptions(certificate) : null;
        return new HttpServer(options, handler, ListeningSockets.Open(options.Addresses, options.Port, options.Backlog), tls);
    }

    /// <summary>Closes the port, ends reading, sends the last responses, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }

        await context.Connections.CloseAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private static SslServerAuthenticationOptions TlsOptions(X509Certificate2 certificate)
    {
        try
        {
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.HasPrivateKey
                    ? SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true)
                    : throw new CryptographicException("it has no private key"),
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                AllowRenegotiation = false,
            };
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new VocaFuseListenerException(
                $"The certificate {certificate.Subject} cannot be used for TLS: {failure.Message}.",
                WebhookListenerErrorReason.CertificateUnusable,
                failure);
        }
    }

    /// <summary>Returns true if the next connection may be accepted although this one could not.</summary>
    private static bool IsTransient(SocketError error) => error
        is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
        or SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.TryAgain or SocketError.Interrupted;

    private async Task AcceptAsync(Socket socket)
    {
        try
        {
            while (true)
            {
                try
                {
                    await ServeAsync(await socket.AcceptAsync(stopping.Token).ConfigureAwait(false)).ConfigureAwait(false);
                }
                catch (SocketException failure) when (!stopping.IsCancellationRequested && IsTransient(failure.SocketErrorCode))
                {
                    // If file descriptors or memory run out, evict a connection.
                    context.Connections.TryEvictOldest();
                    await Task.Delay(context.Options.AcceptRetryDelay, stopping.Token).ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // A server that can no longer accept connections must report it, whatever the exception.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
            {
                context.Handler.OnServerFailed(failure);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var connection = new HttpConnection(socket, context);
        if (await context.Connections.TryAddAsync(connection).ConfigureAwait(false))
        {
            _ = Task.Run(connection.RunAsync);
        }
        else
        {
            connection.Dispose();
        }
    }
}
