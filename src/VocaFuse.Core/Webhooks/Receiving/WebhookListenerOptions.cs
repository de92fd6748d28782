using System.Security.Cryptography.X509Certificates;

namespace VocaFuse;

/// <summary>The address and the limits of a <see cref="WebhookListener"/>.</summary>
/// <param name="signature">Checks the deliveries. The caller disposes it.</param>
/// <param name="port">The port; 0 for one that the system chooses.</param>
public sealed class WebhookListenerOptions(WebhookSignature signature, int port)
{
    /// <summary>Gets what checks the deliveries.</summary>
    public WebhookSignature Signature { get; } = signature ?? throw new ArgumentNullException(nameof(signature));

    /// <summary>Gets the port.</summary>
    public int Port { get; } = port;

    /// <summary>Gets the path that deliveries go to. A slash at its end makes no difference.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Gets the IP addresses to listen on, IPv4 or IPv6; <c>localhost</c> stands for both addresses of the loopback.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = ["localhost"];

    /// <summary>Gets the host names that requests may name; none for any.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Gets the certificate to serve TLS with; null for plain HTTP. The caller disposes it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets how far the time of a delivery may lie from now; zero for any distance.</summary>
    public TimeSpan MaximumAge { get; init; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>Gets the time from the connection to the complete request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the time that a sender waits for a busy receiver. The event stays in the queue after that.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the time in which a response has to be sent.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the time that a connection stays open after its response, so that its sender can read it.</summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the time that takes the place of <see cref="LingerTimeout"/> when listening ends.</summary>
    public TimeSpan StopLingerTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the time in which all connections have to be closed when listening ends.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the largest request line and headers together, in bytes.</summary>
    public int MaximumHeadSize { get; init; } = 16 * 1024;

    /// <summary>Gets the largest body, in bytes.</summary>
    public int MaximumBodySize { get; init; } = 1024 * 1024;

    /// <summary>Gets the memory for all bodies that are being received, in bytes; at least that of one.</summary>
    /// <remarks>One more body is in memory while its signature is checked. The <see cref="QueueLength"/> limits verified events.</remarks>
    public long MaximumTotalBodySize { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets the number of connections. Before it is reached, the oldest one without a complete request is closed.</summary>
    /// <remarks>Each takes a file descriptor. If those of the process run short, fewer connections are held.</remarks>
    public int MaximumConnections { get; init; } = 256;

    /// <summary>Gets the number of connections that stay open after their response. Beyond it, the oldest one is closed.</summary>
    public int MaximumLingeringConnections { get; init; } = 64;

    /// <summary>Gets the number of bytes that are read and discarded from a sender after its response.</summary>
    public int MaximumLingeringBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets the number of requests that may wait for the receiver, repetitions included. Further ones get 503.</summary>
    public int MaximumWaitingRequests { get; init; } = 192;

    /// <summary>Gets the number of verified events that may wait for the receiver. Further ones get 503.</summary>
    public int QueueLength { get; init; } = 256;

    /// <summary>Gets the number of deliveries that are remembered, so that a repeated one is not handed over again.</summary>
    /// <remarks>They are remembered as long as the replay window lasts; <see cref="WebhookListener.HasForgotten"/> becomes true
    /// if there are more in it. Each takes about 70 bytes.</remarks>
    public int MaximumRememberedDeliveries { get; init; } = 500_000;

    /// <summary>Gets the number of file descriptors that connections leave free, for threads and for the pipeline.</summary>
    internal int ReservedFileDescriptors { get; init; } = 48;

    /// <summary>Gets the number of connections that are held even if file descriptors are short.</summary>
    internal int MinimumConnections { get; init; } = 4;

    /// <summary>Gets the number of connections that the system holds until they are accepted.</summary>
    internal int Backlog { get; init; } = 2048;

    /// <summary>Gets the pause before the next connection is accepted, after the system had no resources for one.</summary>
    internal TimeSpan AcceptRetryDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the longest name of an HTTP method.</summary>
    internal int MaximumMethodLength { get; init; } = 32;

    /// <summary>Gets the longest line with the size of a chunk, extensions and CRLF included, in bytes.</summary>
    internal int MaximumChunkLineSize { get; init; } = 1024;

    /// <summary>Gets the time after which a sender that gets 503 may deliver again.</summary>
    internal TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the number of responses that the log keeps.</summary>
    internal int ResponseLogLength { get; init; } = 1000;

    /// <summary>Gets the longest path in the log. The rest of a longer one is left out.</summary>
    internal int MaximumLoggedPathLength { get; init; } = 200;

    /// <summary>Gets the clock of the replay window; another one in tests.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
