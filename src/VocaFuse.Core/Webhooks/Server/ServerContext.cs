using System.Net.Security;

namespace VocaFuse.Webhooks.Server;

/// <summary>The objects that the connections of a server share.</summary>
/// <param name="Options">The limits.</param>
/// <param name="Handler">Decides the responses.</param>
/// <param name="Connections">The open connections.</param>
/// <param name="Tls">The TLS settings; null for plain HTTP.</param>
/// <param name="Stopping">Canceled when listening ends.</param>
internal sealed record ServerContext(
    WebhookListenerOptions Options,
    IHttpRequestHandler Handler,
    ConnectionTable Connections,
    SslServerAuthenticationOptions? Tls,
    CancellationToken Stopping);
