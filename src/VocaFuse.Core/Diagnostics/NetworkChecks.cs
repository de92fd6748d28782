using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using VocaFuse.Errors;
using VocaFuse.Options;
using VocaFuse.Transport;

namespace VocaFuse.Diagnostics;

/// <summary>Checks the way to the service, without the key.</summary>
/// <param name="address">The base address of the service.</param>
/// <param name="proxySettings">The proxy of the connection.</param>
/// <param name="timeout">The maximum duration of a check.</param>
/// <param name="clock">The clock.</param>
internal sealed class NetworkChecks(Uri address, ProxySettings proxySettings, TimeSpan timeout, TimeProvider clock)
{
    private const string CheckAddress = "Check the base address, the network, and the settings of a VPN or proxy.";

    /// <summary>The proxy for the service; null for a direct connection.</summary>
    private readonly Uri? proxy = proxySettings.GetProxy(address);

    /// <summary>The first machine that requests are sent to.</summary>
    private Uri Target => proxy ?? address;

    public ConnectionCheck CheckProxy() => ConnectionCheck.Passed(proxy is null
        ? $"Requests to '{address.Authority}' are sent without a proxy."
        : $"Requests to '{address.Authority}' are sent through the proxy {proxy.Scheme}://{HostAndPort(proxy)}.");

    public async Task<ConnectionCheck> CheckNameAsync(CancellationToken cancellationToken)
    {
        var host = Target.IdnHost;
        if (IPAddress.TryParse(host, out _))
        {
            return ConnectionCheck.Skipped($"{host} is an IP address.");
        }

        var started = clock.GetTimestamp();
        try
        {
            var found = await WithinTimeoutAsync(token => Dns.GetHostAddressesAsync(host, token), cancellationToken).ConfigureAwait(false);
            return ConnectionCheck.Passed($"'{host}' is {string.Join(", ", found.Take(4).Select(static ip => $"{ip}"))}.",
                clock.GetElapsedTime(started));
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            return ConnectionCheck.Failed($"Could not resolve host '{host}': {Reason(failure)}.", CheckAddress);
        }
    }

    public async Task<ConnectionCheck> CheckTcpAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await WithinTimeoutAsync(
                async token =>
                {
                    await socket.ConnectAsync(Target.IdnHost, Target.Port, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return ConnectionCheck.Passed($"'{HostAndPort(Target)}' accepts connections.",
                clock.GetElapsedTime(started));
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            return ConnectionCheck.Failed($"Could not connect to '{HostAndPort(Target)}': {Reason(failure)}.",
                "Check the base address and its port. A firewall can block the connection, or the network may require a proxy.");
        }
    }

    /// <summary>Makes a handshake with a request without the key, through the proxy if there is one.</summary>
    public async Task<ConnectionCheck> CheckTlsAsync(CancellationToken cancellationToken)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return ConnectionCheck.Skipped("The address uses http, without TLS.");
        }

        CertificateReport? certificate = null;
        var handshake = TimeSpan.Zero;
        var started = clock.GetTimestamp();
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, received, chain, errors) =>
                {
                    certificate = CertificateReport.Create(received, chain, errors);
                    handshake = clock.GetElapsedTime(started);
                    return errors == SslPolicyErrors.None;
                },
            },
        };
        proxySettings.Apply(handler);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await WithinTimeoutAsync(
                token => http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            if (certificate is null)
            {
                if (failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: var status })
                {
                    return ConnectionCheck.Failed(ExceptionFactory.ProxyRefusal(proxy, address.Authority, status),
                        "Check the address, the credentials and the rules of the proxy.");
                }

                return ConnectionCheck.Failed($"There was no TLS handshake with '{address.Authority}': {Reason(failure)}.",
                    "Check the base address and its port. A firewall or a proxy can interrupt the handshake.");
            }
        }

        return certificate is null
            ? ConnectionCheck.Failed($"'{address.Authority}' sent no certificate.", CheckAddress)
            : certificate.Evaluate(address.IdnHost, clock.GetUtcNow(), handshake);
    }

    private static bool IsFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is SocketException or HttpRequestException or TimeoutException or ArgumentException
            && !cancellationToken.IsCancellationRequested;

    private static string Reason(Exception failure) => failure.GetBaseException() switch
    {
        _ when failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            ExceptionFactory.TlsErrorOf(failure),
        SocketException socket when SocketErrorText.Describe(socket) is { } text => text,
        var cause => ProxyPassword.RemoveFrom(cause.Message).TrimEnd('"').TrimEnd('.'),
    };

    private static string HostAndPort(Uri uri) => FormattableString.Invariant($"{uri.IdnHost}:{uri.Port}");

    private async Task<T> WithinTimeoutAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await action(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"no response within {timeout.TotalSeconds:0.###} s"));
        }
    }
}
