using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>A verified event whose sender waits for an answer.</summary>
public sealed class ReceivedWebhook
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DeliveryDeduplicator ledger;

    internal ReceivedWebhook(string key, WebhookEvent @event, DeliveryDeduplicator ledger)
    {
        Key = key;
        Event = @event;
        this.ledger = ledger;
    }

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>What makes two deliveries the same.</summary>
    internal string Key { get; }

    /// <summary>True once it is accepted, false once it is refused.</summary>
    internal Task<bool> Outcome => outcome.Task;

    /// <summary>Answers the sender that the event has arrived. A repeated delivery of it is not handed over again.</summary>
    /// <returns>False where it was refused before, as at the end of listening: the sender was told that it was not accepted.</returns>
    public bool Accept() => ledger.Settle(this, isAccepted: true);

    /// <summary>Answers the sender that the event was not accepted, and that it may deliver it again. No effect on one that was accepted.</summary>
    public void Refuse() => ledger.Settle(this, isAccepted: false);

    internal bool TrySettle(bool isAccepted) => outcome.TrySetResult(isAccepted);
}
