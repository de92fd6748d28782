namespace VocaFuse.Sandbox.Webhooks;

/// <summary>The format of a delivery and its signature.</summary>
/// <param name="Event">The name of the event, in either family.</param>
/// <param name="Member">The member that contains the note; null for the first part of the event's name.</param>
/// <param name="Signature">The signed values.</param>
internal sealed record DeliveryFormat(string Event, string? Member = null, SandboxSignature Signature = SandboxSignature.Delivery);
