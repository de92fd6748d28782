namespace VocaFuse.Webhooks;

/// <summary>Knows the deliveries that wait for the receiver, and the newest of those that it has accepted.</summary>
internal sealed class DeliveryDeduplicator(int remembered)
{
    private static readonly Task<bool> AcceptedBefore = Task.FromResult(true);

    private readonly object gate = new();
    private readonly Dictionary<string, ReceivedWebhook> waiting = [];
    private readonly HashSet<string> accepted = [];
    private readonly Queue<string> byAge = new();
    private bool isClosed;

    /// <summary>Enters a delivery, and tells what will become of it: the same for each repetition.</summary>
    /// <param name="key">What makes two deliveries the same.</param>
    /// <param name="event">The event.</param>
    /// <param name="added">The delivery to hand to the receiver; null where it is a repetition.</param>
    public Task<bool> Enter(string key, WebhookEvent @event, out ReceivedWebhook? added)
    {
        added = null;
        lock (gate)
        {
            if (accepted.Contains(key))
            {
                return AcceptedBefore;
            }

            if (!waiting.TryGetValue(key, out var delivery))
            {
                delivery = added = new ReceivedWebhook(key, @event, this);
                if (isClosed)
                {
                    delivery.TrySettle(false);
                }
                else
                {
                    waiting.Add(key, delivery);
                }
            }

            return delivery.Outcome;
        }
    }

    /// <summary>Notes what became of a delivery. What comes first counts; true where that is acceptance.</summary>
    public bool Settle(ReceivedWebhook delivery, bool isAccepted)
    {
        lock (gate)
        {
            if (delivery.TrySettle(isAccepted))
            {
                waiting.Remove(delivery.Key);
                if (isAccepted)
                {
                    Remember(delivery.Key);
                }
            }

            return delivery.Outcome.Result;
        }
    }

    /// <summary>Refuses all that wait, and all that come from now on.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var delivery in waiting.Values)
            {
                delivery.TrySettle(false);
            }

            waiting.Clear();
        }
    }

    private void Remember(string key)
    {
        accepted.Add(key);
        byAge.Enqueue(key);
        if (byAge.Count > remembered)
        {
            accepted.Remove(byAge.Dequeue());
        }
    }
}
