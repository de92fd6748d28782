namespace VocaFuse.Webhooks;

/// <summary>Detects repeated deliveries, and keeps the outcome of each delivery: accepted or refused.</summary>
/// <remarks>
/// An accepted delivery is kept as long as its timestamp could still pass the check. A timestamp may lie one
/// <c>MaximumAge</c> in the future and is valid for another one after that, so the time is twice <c>MaximumAge</c>. A delivery
/// without a timestamp, and every delivery if any age is allowed, is kept until the maximum number is reached.
/// </remarks>
internal sealed class DeliveryDeduplicator(TimeSpan maximumAge, int maximumCount, TimeProvider clock)
{
    private readonly object sync = new();

    /// <summary>The deliveries that are not accepted or refused yet.</summary>
    private readonly Dictionary<DeliveryKey, PendingDelivery> pending = [];

    /// <summary>The accepted deliveries. Each is also in one of the two queues.</summary>
    private readonly HashSet<DeliveryKey> accepted = [];

    /// <summary>The accepted deliveries that can expire, oldest first.</summary>
    private readonly Queue<(DeliveryKey Key, DateTimeOffset AcceptedAt)> timeBound = new();

    /// <summary>The accepted deliveries that could be sent again at any time, oldest first.</summary>
    private readonly Queue<(DeliveryKey Key, DateTimeOffset AcceptedAt)> unlimited = new();

    /// <summary>True once all deliveries are refused.</summary>
    private bool isClosed;
    private bool hasEvicted;

    /// <summary>True once a delivery that could still be repeated was evicted, because there were too many.</summary>
    public bool HasEvicted => Volatile.Read(ref hasEvicted);

    /// <summary>Gets a delivery, and adds it if it is new.</summary>
    /// <param name="key">The identity of the delivery.</param>
    /// <param name="isTimeBound">True if the delivery carries a timestamp.</param>
    /// <param name="isNew">True if the delivery has to be handed over: it is not accepted and not pending.</param>
    /// <returns>The delivery. All its repetitions share one object while it is pending.</returns>
    public PendingDelivery GetOrAdd(DeliveryKey key, bool isTimeBound, out bool isNew)
    {
        lock (sync)
        {
            isNew = false;
            RemoveExpired();
            if (pending.TryGetValue(key, out var delivery))
            {
                return delivery;
            }

            delivery = new PendingDelivery(key, isTimeBound);
            if (accepted.Contains(key))
            {
                delivery.TrySettle(true);
            }
            else if (isClosed)
            {
                delivery.TrySettle(false);
            }
            else
            {
                pending.Add(key, delivery);
                isNew = true;
            }

            return delivery;
        }
    }

    /// <summary>Accepts or refuses a delivery. Only the first decision counts.</summary>
    /// <returns>True if the delivery is accepted, by this call or an earlier one.</returns>
    public bool Settle(PendingDelivery delivery, bool isAccepted)
    {
        lock (sync)
        {
            if (delivery.TrySettle(isAccepted))
            {
                pending.Remove(delivery.Key);
                if (isAccepted)
                {
                    Store(delivery);
                }
            }

            return delivery.Outcome.Result;
        }
    }

    /// <summary>Refuses all pending deliveries, and all that are added later.</summary>
    public void Close()
    {
        lock (sync)
        {
            isClosed = true;
            foreach (var delivery in pending.Values)
            {
                delivery.TrySettle(false);
            }

            pending.Clear();
        }
    }

    private void Store(PendingDelivery delivery)
    {
        RemoveExpired();
        accepted.Add(delivery.Key);
        var queue = delivery.IsTimeBound && maximumAge != TimeSpan.Zero ? timeBound : unlimited;
        queue.Enqueue((delivery.Key, clock.GetUtcNow()));
        if (accepted.Count > maximumCount)
        {
            EvictOldest();
            Volatile.Write(ref hasEvicted, true);
        }
    }

    private void RemoveExpired()
    {
        var now = clock.GetUtcNow();
        while (timeBound.TryPeek(out var oldest) && (now - oldest.AcceptedAt) / 2 > maximumAge)
        {
            accepted.Remove(timeBound.Dequeue().Key);
        }
    }

    private void EvictOldest()
    {
        var isUnlimitedOlder = unlimited.TryPeek(out var oldest)
            && (!timeBound.TryPeek(out var other) || oldest.AcceptedAt <= other.AcceptedAt);
        accepted.Remove((isUnlimitedOlder ? unlimited : timeBound).Dequeue().Key);
    }
}
