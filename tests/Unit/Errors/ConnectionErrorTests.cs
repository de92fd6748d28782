using System.Net;
using System.Security.Authentication;
using VocaFuse.Errors;
using VocaFuse.Transport;

namespace VocaFuse.Unit.Errors;

/// <summary>Messages of failures without a response name the host or proxy that failed, without the texts of .NET.</summary>
public sealed class ConnectionErrorTests
{
    private static readonly ApiRequest Request = new(HttpMethod.Get, "/account", VocaFuseResource.Account);
    private static readonly Uri Address = new("https://api.example/v1/account");
    private static readonly Uri Proxy = new("http://proxy.example:8080");

    [Theory]
    [InlineData("The remote certificate is invalid: RemoteCertificateNameMismatch", "another name")]
    [InlineData("The remote certificate is invalid because of errors in the chain: NotTimeValid", "has expired or is not valid yet")]
    [InlineData("The remote certificate is invalid because of errors in the chain: UntrustedRoot", "is not trusted")]
    [InlineData("The remote certificate was rejected: RemoteCertificateNotAvailable", "has no certificate")]
    [InlineData("Cannot determine the frame size or a corrupted frame was received.", "does not use TLS")]
    public void An_error_of_TLS_is_described(string text, string expected)
    {
        var inner = new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS", new AuthenticationException(text));

        var failure = Assert.IsType<VocaFuseConnectionException>(ExceptionFactory.Broken(Request, Address, null, null, inner));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
        Assert.True(failure is { IsUnreachable: true, Proxy: null });
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, null, "Could not connect to the proxy 'proxy.example:8080'.", true)]
    [InlineData(HttpRequestError.NameResolutionError, null, "Could not resolve the proxy 'proxy.example:8080'.", true)]
    [InlineData(HttpRequestError.ProxyTunnelError, 403, "The proxy 'proxy.example:8080' refused to connect to 'api.example' "
        + "(403 Forbidden).", false)]
    [InlineData(HttpRequestError.ProxyTunnelError, 503, "The proxy 'proxy.example:8080' refused to connect to 'api.example' "
        + "(503 ServiceUnavailable).", true)]
    [InlineData(HttpRequestError.ProxyTunnelError, 407, "The proxy 'proxy.example:8080' requires credentials (407).", false)]
    public void A_failure_of_the_proxy_is_not_one_of_the_service(HttpRequestError kind, int? status, string expected, bool isTransient)
    {
        var inner = new HttpRequestException(kind, "x", inner: null, (HttpStatusCode?)status);

        var failure = Assert.IsType<VocaFuseConnectionException>(ExceptionFactory.Broken(Request, Address, Proxy, null, inner));

        Assert.Equal((expected, isTransient), (failure.Message, failure.IsTransient));
        Assert.True(failure.IsUnreachable);
        Assert.Equal(Proxy, failure.Proxy);
    }
}
