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

    /// <summary>Gets the delivery as it was received, to keep it before the event is accepted.</summary>
    public WebhookDelivery Delivery { get; }

    /// <summary>Accepts the event: its sender gets 200. If it is delivered again, it is not handed over again.</summary>
    /// <returns>False if it was refused before, for example because listening has ended: its sender gets 503.</returns>
    public bool Accept() => deduplicator.Settle(delivery, isAccepted: true);

    /// <summary>Refuses the event: its sender gets 503 and may deliver it again. No effect if it was accepted before.</summary>
    public void Refuse() => deduplicator.Settle(delivery, isAccepted: false);
}
