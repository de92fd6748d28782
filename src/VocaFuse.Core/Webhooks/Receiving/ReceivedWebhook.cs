using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>A verified event whose sender waits for the response.</summary>
public sealed class ReceivedWebhook
{
    private readonly PendingDelivery delivery;
    private readonly DeliveryDeduplicator deduplicator;

    internal ReceivedWebhook(
        WebhookEvent @event, WebhookDelivery received, PendingDelivery delivery, DeliveryDeduplicator deduplicator)
    {
        Event = @event;
        Delivery = received;
        this.delivery = delivery;
        this.deduplicator = deduplicator;
    }

    /// <summary>Gets the event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>Gets the received delivery, so that it can be kept before the event is accepted.</summary>
    public WebhookDelivery Delivery { get; }

    /// <summary>Accepts the event: its sender gets 200. If the delivery is repeated, the event is not returned again.</summary>
    /// <returns>False if the event was refused before, for example because listening has ended: its sender gets 503.</returns>
    public bool Accept() => deduplicator.Settle(delivery, isAccepted: true);

    /// <summary>Refuses the event: its sender gets 503 and may deliver it again. No effect if it was accepted before.</summary>
    public void Refuse() => deduplicator.Settle(delivery, isAccepted: false);
}
