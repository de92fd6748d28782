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

    /// <summary>The buffer for bytes after the response. They are discarded, so all connections share it.</summary>
    private static readonly byte[] Discarded = new byte[32 * 1024];

    private readonly Socket socket;
    private readonly ServerContext server;
    private readonly CancellationTokenSource reading = new();
    private readonly CancellationTokenSource lingering = new();
    private RequestHead? head;

    /// <summary>The body while its memory is in use.</summary>
    private RequestBody? body;

    /// <summary>The stream for the response; null before the first byte and during a TLS handshake.</summary>
    private Stream? stream;

    /// <summary>False until the sender has sent a byte. Until then, the connection is closed without a response.</summary>
    private bool hasReceived;

    /// <summary>True if reading failed because the connection broke, so that no response can be sent.</summary>
    private bool isBroken;

    public HttpConnection(Socket socket, ServerContext server)
    {
        this.socket = socket;
        this.server = server;
    }

    /// <summary>The node in one of the lists of the <see cref="ConnectionTable"/>. Only the table uses it.</summary>
    public LinkedListNode<HttpConnection>? Node { get; set; }

    /// <summary>The number of blocks of the body. Only the <see cref="ConnectionTable"/> uses it.</summary>
    public int BlockCount { get; set; }

    /// <summary>True if the connection was closed because of a limit. Only the <see cref="ConnectionTable"/> sets it.</summary>
    public bool IsEvicted { get; set; }

    /// <summary>Ends reading. It does so asynchronously, because the <see cref="ConnectionTable"/> calls it under its lock.</summary>
    public void CancelReading() => _ = reading.CancelAsync();

    /// <summary>Ends lingering after a time.</summary>
    public void CancelLingeringAfter(TimeSpan time) => lingering.CancelAfter(time);

    /// <summary>Closes the socket even if it is in use.</summary>
    public void Abort() => socket.Dispose();

    public async Task RunAsync()
    {
        try
        {
            reading.CancelAfter(server.Options.RequestTimeout);
            if (await GetResponseAsync().ConfigureAwait(false) is { } response)
            {
                await RespondAsync(response).ConfigureAwait(false);
            }
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
        ReleaseBody();
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
        catch (Exception failure) when (IsBreak(failure))
        {
            isBroken = true;
            return hasReceived ? new HttpResponse(HttpStatusCode.BadRequest, "The connection broke in the middle of the request.") : null;
        }
#pragma warning disable CA1031 // After any exception, the sender must get a status, and never 200.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new HttpResponse(HttpStatusCode.InternalServerError, $"Handling the request failed ({failure.GetType().Name}).");
        }
        finally
        {
            ReleaseBody();
        }
    }

    private async Task<HttpResponse?> ReceiveAsync(CancellationToken cancellationToken)
    {
        // Peek instead of read: a connection takes no buffer until its sender sends a byte.
        var first = new byte[1];
        if (await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false) == 0)
        {
            return null;
        }

        hasReceived = true;
        var opened = await OpenStreamAsync(first[0] == TlsHandshake, cancellationToken).ConfigureAwait(false);
        var reader = new RequestReader(opened, server.Options);
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
        body = new RequestBody(maximumSize, token => server.Connections.RentBlockAsync(this, token));
        await reader.ReadBodyAsync(head, body, cancellationToken).ConfigureAwait(false);
        return server.Connections.TryStartResponding(this) ? await HandleAsync(head, body).ConfigureAwait(false) : CancellationResponse();
    }

    private async Task<HttpResponse> HandleAsync(RequestHead requestHead, RequestBody requestBody)
    {
        var handling = requestBody.Use(bytes => server.Handler.HandleAsync(requestHead, bytes.Span));
        // The event has been read. The body is not needed while the event waits for the receiver.
        ReleaseBody();
        return await handling.ConfigureAwait(false);
    }

    private void ReleaseBody()
    {
        if (body is not null)
        {
            server.Connections.ReturnBlocks(this, body.Blocks);
            body = null;
        }
    }

    private async Task<Stream> OpenStreamAsync(bool isTls, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (isTls != server.Tls is not null)
        {
            stream = plain;
            throw new RequestRejectedException(HttpStatusCode.BadRequest, isTls
                ? "The sender uses TLS, but this port serves plain HTTP."
                : "The sender uses plain HTTP, but this port serves TLS.");
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

    private static bool IsBreak(Exception failure) =>
        failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    private async Task RespondAsync(HttpResponse response)
    {
        server.Connections.TryStartResponding(this);
        if (isBroken || stream is null)
        {
            server.Handler.OnNoResponse(head, response.Reason);
            return;
        }

        server.Handler.OnResponse(head, response);
        try
        {
            await SendAsync(stream, response).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBreak(failure))
        {
            server.Handler.OnNoResponse(
                head, $"The sender has closed the connection, or does not read the response {(int)response.StatusCode}.");
            return;
        }

        try
        {
            await LingerAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBreak(failure))
        {
            // The sender has closed the connection or the time is over, or listening has ended.
        }
    }

    private async Task SendAsync(Stream opened, HttpResponse response)
    {
        using var timeout = new CancellationTokenSource(server.Options.SendTimeout);
        var bytes = response.ToBytes(withBody: head?.Method != "HEAD", server.Options.RetryAfter);
        await opened.WriteAsync(bytes, timeout.Token).ConfigureAwait(false);
        if (opened is SslStream tls)
        {
            await tls.ShutdownAsync().WaitAsync(timeout.Token).ConfigureAwait(false);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>
    /// Waits until the sender closes the connection. Closing the socket while unread data arrives resets the connection, and a
    /// reset can discard the response before the sender has read it.
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
