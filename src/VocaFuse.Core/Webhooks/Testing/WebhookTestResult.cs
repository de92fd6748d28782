namespace VocaFuse;

/// <summary>The response of an endpoint to a test delivery.</summary>
public sealed class WebhookTestResult
{
    internal WebhookTestResult()
    {
    }

    /// <summary>Gets the URL of the endpoint.</summary>
    public required Uri Url { get; init; }

    /// <summary>Gets the event.</summary>
    public required string Event { get; init; }

    /// <summary>Gets the ID of the voice note in the event; null if the event is not about a voice note.</summary>
    public required string? VoiceNoteId { get; init; }

    /// <summary>Gets the ID of the delivery; null if it has none.</summary>
    public required string? DeliveryId { get; init; }

    /// <summary>Gets the HTTP status of the response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Gets whether the service would count the event as delivered: a status of 200 to 299.</summary>
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    /// <summary>Gets the time until the response.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets the time until the response in seconds.</summary>
    public double ElapsedSeconds => Elapsed.TotalSeconds;

    /// <summary>Gets the start of the response body; null if it is empty.</summary>
    public required string? Response { get; init; }
}
