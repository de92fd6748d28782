using System.Net;

namespace VocaFuse.Options;

/// <summary>The proxy of a connection.</summary>
internal sealed class ProxySettings
{
    private readonly IWebProxy? proxy;

    public ProxySettings(VocaFuseClientOptions options)
    {
        Credentials = options.ProxyCredentials;
        // A handler of a test has no network.
        proxy = !options.UseProxy || options.Handler is not null ? null
            : options.Proxy is null ? HttpClient.DefaultProxy
            : new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };
        Configured = options.Proxy is null ? null : proxy;
    }

    /// <summary>Initializes the proxy of the system.</summary>
    private ProxySettings() => proxy = HttpClient.DefaultProxy;

    /// <summary>Creates the settings for the proxy of the system.</summary>
    public static ProxySettings CreateDefault() => new();

    private ICredentials? Credentials { get; }

    /// <summary>The proxy that was configured; null for the one of the system.</summary>
    private IWebProxy? Configured { get; }

    /// <summary>Configures a handler to use the proxy.</summary>
    public void Apply(SocketsHttpHandler handler)
    {
        handler.UseProxy = proxy is not null;
        handler.Proxy = Configured;
        handler.DefaultProxyCredentials = Credentials;
    }

    /// <summary>Returns the proxy of an address without a user name and a password; null if the address is reached directly.</summary>
    public Uri? GetProxy(Uri address) => proxy is null || proxy.IsBypassed(address) ? null
        : proxy.GetProxy(address) is { } found && found != address ? new Uri(found.GetLeftPart(UriPartial.Scheme) + found.Authority)
        : null;
}
