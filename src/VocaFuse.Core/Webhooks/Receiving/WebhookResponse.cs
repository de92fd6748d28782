using System.Net;

namespace VocaFuse;

/// <summary>What a sender was answered.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="Reason">Why, in a sentence; the sender got it too.</param>
/// <param name="Method">The HTTP method of the request.</param>
/// <param name="Path">The path of the request.</param>
/// <param name="DeliveryId">The delivery's id; null for what was not verified.</param>
/// <param name="Event">The event's name; null for what was not verified.</param>
public sealed record WebhookResponse(HttpStatusCode StatusCode, string Reason, string Method, string Path, string? DeliveryId = null, string? Event = null);
