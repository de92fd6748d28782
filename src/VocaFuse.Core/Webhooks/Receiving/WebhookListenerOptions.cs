namespace VocaFuse;

/// <summary>Where a <see cref="WebhookListener"/> listens, and what it puts up with.</summary>
/// <param name="signature">Checks the deliveries; stays the caller's to dispose.</param>
/// <param name="port">The port.</param>
public sealed class WebhookListenerOptions(WebhookSignature signature, int port)
{
    /// <summary>Checks the deliveries.</summary>
    public WebhookSignature Signature { get; } = signature ?? throw new ArgumentNullException(nameof(signature));

    /// <summary>The port.</summary>
    public int Port { get; } = port;

    /// <summary>The path that deliveries go to. A slash at its end makes no difference.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The addresses and host names to listen on; <c>+</c> stands for all of this machine.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = ["127.0.0.1", "localhost"];

    /// <summary>How far the time of a delivery may lie from now; zero for any distance.</summary>
    public TimeSpan MaximumAge { get; init; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The largest body that is taken, in bytes.</summary>
    public int MaximumBodySize { get; init; } = 1024 * 1024;

    /// <summary>How long a sender may take for the body.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a sender is kept waiting for a receiver that is busy. The event keeps its place in the queue after that.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bodies may be on their way at once. One more, and the sender that has taken longest is turned away.</summary>
    public int MaximumSenders { get; init; } = 256;

    /// <summary>How many verified events may wait for the receiver. Further ones are turned away for now.</summary>
    public int QueueLength { get; init; } = 256;

    /// <summary>How many deliveries are remembered, so that a repeated one is not handed over again.</summary>
    public int RememberedDeliveries { get; init; } = 10_000;
}
