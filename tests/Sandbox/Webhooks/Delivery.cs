namespace VocaFuse.Sandbox;

/// <summary>One attempt to deliver an event to a webhook, and its outcome.</summary>
public sealed record Delivery
{
    public required string Id { get; init; }
    public required string Event { get; init; }
    public required Uri Url { get; init; }
    public required long Timestamp { get; init; }
    public required string Signature { get; init; }

    /// <summary>The signed body.</summary>
    public required string Body { get; init; }

    public bool Delivered { get; init; }

    /// <summary>The status of the response; null if there was none.</summary>
    public int? Status { get; init; }

    public string? Response { get; init; }

    /// <summary>The reason why the event was not delivered; null if it was.</summary>
    public string? Error { get; init; }
}
