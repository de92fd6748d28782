namespace VocaFuse;

/// <summary>What an endpoint made of a test delivery.</summary>
public sealed class WebhookTestResult
{
    internal WebhookTestResult()
    {
    }

    /// <summary>Where it was sent.</summary>
    public required Uri Url { get; init; }

    /// <summary>The event.</summary>
    public required string Event { get; init; }

    /// <summary>The voice note that the event was about.</summary>
    public required string VoiceNoteId { get; init; }

    /// <summary>The id of the delivery.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public required int StatusCode { get; init; }

    /// <summary>True where the service would count it as delivered: a status of 200 to 299.</summary>
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    /// <summary>How long the answer took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The start of the answer's body; null where it is empty.</summary>
    public required string? Response { get; init; }
}
