using System.Security.Cryptography.X509Certificates;

namespace VocaFuse;

/// <summary>The address and the limits of a <see cref="WebhookListener"/>.</summary>
/// <param name="signature">Verifies the deliveries. The caller disposes it.</param>
/// <param name="port">The port; 0 for one that the system chooses.</param>
public sealed class WebhookListenerOptions(WebhookSignature signature, int port)
{
    /// <summary>Gets the signature that verifies the deliveries.</summary>
    public WebhookSignature Signature { get; } = signature ?? throw new ArgumentNullException(nameof(signature));

    /// <summary>Gets the port.</summary>
    public int Port { get; } = port;

    /// <summary>Gets the path of the deliveries. A slash at its end is ignored.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Gets the IP addresses to listen on, IPv4 or IPv6; <c>localhost</c> stands for both loopback addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = ["localhost"];

    /// <summary>Gets the host names that requests may use; empty for any.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Gets the TLS certificate; null for plain HTTP. The caller disposes it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets the maximum difference between the time of a delivery and now; zero for any difference.</summary>
    public TimeSpan MaximumAge { get; init; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>Gets the maximum time from the connection to the complete request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the maximum time that a sender waits for a busy receiver. The event stays in the queue after that.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the maximum time to send a response.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the maximum time that a connection stays open after the response, so that the sender can read it.</summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the time that replaces <see cref="LingerTimeout"/> when listening ends.</summary>
    public TimeSpan StopLingerTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the maximum time to close all connections when listening ends.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the maximum size of the request line and the headers together, in bytes.</summary>
    public int MaximumHeadSize { get; init; } = 16 * 1024;

    /// <summary>Gets the maximum size of a body, in bytes.</summary>
    public int MaximumBodySize { get; init; } = 1024 * 1024;

    /// <summary>Gets the maximum size of all bodies that are being received, in bytes; one body always fits.</summary>
    /// <remarks>While its signature is checked, a body is in memory twice. <see cref="QueueLength"/> limits verified events.</remarks>
    public long MaximumTotalBodySize { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets the maximum number of connections. Close to it, one is closed: the one that has waited
    /// longest after its response, otherwise the oldest one without a complete request.</summary>
    /// <remarks>Each takes a file descriptor. If the process is short of them, fewer connections stay open.</remarks>
    public int MaximumConnections { get; init; } = 256;

    /// <summary>Gets the maximum number of connections that stay open after their response. Above it, the oldest one is closed.</summary>
    public int MaximumLingeringConnections { get; init; } = 64;

    /// <summary>Gets the maximum number of bytes to read and discard from a sender after the response.</summary>
    public int MaximumLingeringBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets the maximum number of requests that wait for the receiver, repetitions included. Further ones get 503.</summary>
    public int MaximumWaitingRequests { get; init; } = 192;

    /// <summary>Gets the maximum number of verified events that wait for the receiver. Further ones get 503.</summary>
    public int QueueLength { get; init; } = 256;

    /// <summary>Gets the maximum number of remembered deliveries, whose events are not returned again.</summary>
    /// <remarks>A delivery is remembered for the replay window. If there are more deliveries in it,
    /// <see cref="WebhookListener.HasEvictedDeliveries"/> becomes true. Each takes about 70 bytes.</remarks>
    public int MaximumRememberedDeliveries { get; init; } = 500_000;

    /// <summary>Gets the number of file descriptors that connections leave free for threads and the pipeline.</summary>
    internal int ReservedFileDescriptors { get; init; } = 48;

    /// <summary>Gets the number of connections that stay open even if the process is short of file descriptors.</summary>
    internal int MinimumConnections { get; init; } = 4;

    /// <summary>Gets the number of connections that the system queues until they are accepted.</summary>
    internal int Backlog { get; init; } = 2048;

    /// <summary>Gets the delay before the next connection is accepted, after the system had no resources for one.</summary>
    internal TimeSpan AcceptRetryDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the maximum length of an HTTP method.</summary>
    internal int MaximumMethodLength { get; init; } = 32;

    /// <summary>Gets the maximum length of the line with the size of a chunk, extensions and CRLF included, in bytes.</summary>
    internal int MaximumChunkLineSize { get; init; } = 1024;

    /// <summary>Gets the Retry-After of a 503.</summary>
    internal TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the number of responses that the log keeps.</summary>
    internal int ResponseLogLength { get; init; } = 1000;

    /// <summary>Gets the maximum length of a path in the log. The rest of a longer path is omitted.</summary>
    internal int MaximumLoggedPathLength { get; init; } = 200;

    /// <summary>Gets the clock of the replay window. Tests replace it.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
