using System.Net;
using VocaFuse.Errors;
using VocaFuse.Options;

namespace VocaFuse.Transport;

/// <summary>Sends a message, reads the whole response, and translates failures.</summary>
/// <param name="http">The HTTP client, whose timeout is infinite.</param>
/// <param name="proxy">The proxy of the client, for messages.</param>
/// <param name="clock">The clock.</param>
internal sealed class HttpExchange(HttpClient http, ProxySettings proxy, TimeProvider clock)
{
    /// <summary>Sends a message.</summary>
    /// <param name="context">The request of the message.</param>
    /// <param name="message">The message. It is disposed.</param>
    /// <param name="timeout">Canceled when the attempt has taken too long.</param>
    /// <param name="createTimeoutException">Creates the exception for that case.</param>
    /// <param name="cancellationToken">The token of the caller.</param>
    public async Task<ApiResponse> SendAsync(
        RequestContext context,
        HttpRequestMessage message,
        CancellationTokenSource timeout,
        Func<Exception, VocaFuseException> createTimeoutException,
        CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var address = message.RequestUri!;
        HttpResponseMessage? response = null;
        try
        {
            using (message)
            {
                RequestContentReporter.OnSending(context, message);
                response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
                {
                    throw ExceptionFactory.ProxyCredentialsRequired(context.Redacted, proxy.GetProxy(address));
                }

                var stream = await response.Content.ReadAsStreamAsync(linked.Token).ConfigureAwait(false);
                await using (stream.ConfigureAwait(false))
                {
                    var body = await ResponseBody.ReadAsync(stream, response.Content.Headers.ContentLength,
                        linked.Token).ConfigureAwait(false);
                    RequestContentReporter.OnReceived(context, response, body.Bytes.Span);
                    return new ApiResponse(response, body, clock);
                }
            }
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw createTimeoutException(failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (response is not null && ExceptionFactory.IsUnreadableBody(failure)))
        {
            throw ExceptionFactory.Broken(context.Redacted, address, proxy.GetProxy(address), response, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }
}
