using System.Net;

namespace VocaFuse;

/// <summary>The response to a sender.</summary>
/// <param name="StatusCode">The status; null if no response could be sent.</param>
/// <param name="Reason">The reason, in a sentence that is also the body of the response.</param>
/// <param name="Method">The HTTP method of the request; empty if the request could not be read.</param>
/// <param name="Path">The path of the request; empty if the request could not be read.</param>
/// <param name="DeliveryId">The ID of the delivery; null if the delivery was not verified.</param>
/// <param name="Event">The name of the event; null if the delivery was not verified.</param>
public sealed record WebhookResponse(
    HttpStatusCode? StatusCode, string Reason, string Method, string Path, string? DeliveryId = null, string? Event = null);
