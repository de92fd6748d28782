namespace VocaFuse.Sandbox.Webhooks;

/// <summary>How a delivery is written and signed.</summary>
/// <param name="Event">The name of the event, in either family.</param>
/// <param name="Member">The member that contains the note; null for the one that the event begins with.</param>
/// <param name="Signature">What is signed.</param>
internal sealed record DeliveryForm(string Event, string? Member = null, SandboxSignature Signature = SandboxSignature.Delivery);
