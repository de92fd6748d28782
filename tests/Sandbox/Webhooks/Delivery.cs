namespace VocaFuse.Sandbox;

/// <summary>One attempt to tell a webhook of an event, and how it went.</summary>
public sealed record Delivery
{
    public required string Id { get; init; }
    public required string Event { get; init; }
    public required Uri Url { get; init; }
    public required long Timestamp { get; init; }
    public required string Signature { get; init; }

    /// <summary>The body exactly as signed.</summary>
    public required string Body { get; init; }

    public bool Delivered { get; init; }

    /// <summary>What the receiver answered.</summary>
    public int? Status { get; init; }

    public string? Response { get; init; }

    /// <summary>Why it was not delivered.</summary>
    public string? Error { get; init; }
}
