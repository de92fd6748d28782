using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace VocaFuse.Webhooks.Server;

/// <summary>One connection: reads one request, sends one response, and closes.</summary>
internal sealed class HttpConnection : IDisposable
{
    /// <summary>The first byte of a TLS connection, which no HTTP request begins with.</summary>
    private const byte TlsHandshake = 0x16;

    /// <summary>Takes what senders send after the response. All connections share it, for nobody reads it.</summary>
    private static readonly byte[] Discarded = new byte[32 * 1024];

    private readonly Socket socket;
    private readonly ServerContext server;
    private readonly CancellationTokenSource reading = new();
    private readonly CancellationTokenSource lingering = new();
    private RequestHead? head;

    /// <summary>The stream that a response can be sent to; null before the first byte, and during a TLS handshake.</summary>
    private Stream? stream;

    /// <summary>False as long as the sender has sent nothing. Its connection is then closed without a response.</summary>
    private bool hasReceived;

    public HttpConnection(Socket socket, ServerContext server)
    {
        this.socket = socket;
        this.server = server;
    }

    /// <summary>The place in one of the lists of the <see cref="ConnectionTable"/>, which alone uses it.</summary>
    public LinkedListNode<HttpConnection>? Node { get; set; }

    /// <summary>The bytes reserved for the body; only the <see cref="ConnectionTable"/> uses it.</summary>
    public int BodyBytes { get; set; }

    /// <summary>True if the connection was closed in favour of others; only the <see cref="ConnectionTable"/> sets it.</summary>
    public bool IsEvicted { get; set; }

    /// <summary>Ends reading. Asynchronously, for the <see cref="ConnectionTable"/> calls this under its lock.</summary>
    public void CancelReading() => _ = reading.CancelAsync();

    /// <summary>Ends lingering after a time.</summary>
    public void CancelLingeringAfter(TimeSpan time) => lingering.CancelAfter(time);

    /// <summary>Closes the socket under whatever uses it.</summary>
    public void Abort() => socket.Dispose();

    public async Task RunAsync()
    {
        try
        {
            reading.CancelAfter(server.Options.RequestTimeout);
            if (await GetResponseAsync().ConfigureAwait(false) is { } response)
            {
                server.Handler.OnResponse(head, response);
                await SendAsync(response).ConfigureAwait(false);
                await LingerAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The sender is gone, or does not read its response, or listening has ended.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        stream?.Dispose();
        socket.Dispose();
        server.Connections.Remove(this);
        reading.Dispose();
        lingering.Dispose();
    }

    /// <summary>Gets the response; null if the sender has sent nothing.</summary>
    private async Task<HttpResponse?> GetResponseAsync()
    {
        try
        {
            return await ReceiveAsync(reading.Token).ConfigureAwait(false);
        }
        catch (RequestRejectedException rejected)
        {
            return rejected.Response;
        }
        catch (OperationCanceledException)
        {
            return hasReceived ? CancellationResponse() : null;
        }
        catch (AuthenticationException failure)
        {
            return new HttpResponse(HttpStatusCode.BadRequest, $"The TLS handshake failed: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            return hasReceived ? new HttpResponse(HttpStatusCode.BadRequest, "The connection broke in the middle of the request.") : null;
        }
#pragma warning disable CA1031 // Whatever goes wrong, the sender must get a status, and never 200.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new HttpResponse(HttpStatusCode.InternalServerError, $"Handling the request failed ({failure.GetType().Name}).");
        }
    }

    private async Task<HttpResponse?> ReceiveAsync(CancellationToken cancellationToken)
    {
        // Peeked, not read: until a sender sends something, its connection takes no buffer.
        var first = new byte[1];
        if (await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false) == 0)
        {
            return null;
        }

        hasReceived = true;
        var opened = await OpenStreamAsync(first[0] == TlsHandshake, cancellationToken).ConfigureAwait(false);
        var reader = new RequestReader(opened, server.Options.MaximumHeadSize);
        head = await reader.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (server.Handler.CheckHead(head) is { } refusal)
        {
            return refusal;
        }

        if (head.ExpectsContinue && !reader.HasUnread)
        {
            await stream!.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        var maximumSize = (int)(head.ContentLength ?? server.Options.MaximumBodySize);
        var body = new RequestBody(maximumSize, size => server.Connections.TryReserveBody(this, size));
        await reader.ReadBodyAsync(head, body, cancellationToken).ConfigureAwait(false);
        return server.Connections.TryStartResponding(this)
            ? await server.Handler.HandleAsync(head, body.Memory).ConfigureAwait(false)
            : CancellationResponse();
    }

    private async Task<Stream> OpenStreamAsync(bool isTls, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (isTls != server.Tls is not null)
        {
            stream = plain;
            throw new RequestRejectedException(HttpStatusCode.BadRequest, isTls
                ? "The sender speaks TLS, but this port serves plain HTTP."
                : "The sender speaks plain HTTP, but this port serves TLS.");
        }

        if (server.Tls is null)
        {
            return stream = plain;
        }

        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsServerAsync(server.Tls, cancellationToken).ConfigureAwait(false);
            return stream = tls;
        }
        finally
        {
            if (stream is null)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private HttpResponse CancellationResponse()
    {
        if (IsEvicted)
        {
            return new HttpResponse(HttpStatusCode.ServiceUnavailable, "There are too many connections; deliver it again.");
        }

        return server.Stopping.IsCancellationRequested
            ? new HttpResponse(HttpStatusCode.ServiceUnavailable, "Listening has ended.")
            : new HttpResponse(HttpStatusCode.RequestTimeout, "The request was not complete in time.");
    }

    private async Task SendAsync(HttpResponse response)
    {
        server.Connections.TryStartResponding(this);
        if (stream is null)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(server.Options.SendTimeout);
        await stream.WriteAsync(response.ToBytes(withBody: head?.Method != "HEAD"), timeout.Token).ConfigureAwait(false);
        if (stream is SslStream tls)
        {
            await tls.ShutdownAsync().WaitAsync(timeout.Token).ConfigureAwait(false);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>
    /// Waits until the sender closes. To close a socket while unread data arrives resets the connection, and a reset can
    /// destroy the response before the sender has read it.
    /// </summary>
    private async Task LingerAsync()
    {
        if (!server.Connections.TryStartLingering(this))
        {
            return;
        }

        var left = server.Options.MaximumLingeringBytes;
        int received;
        while (left > 0 && (received = await socket.ReceiveAsync(Discarded, SocketFlags.None, lingering.Token).ConfigureAwait(false)) > 0)
        {
            left -= received;
        }
    }
}
