namespace VocaFuse.Webhooks;

/// <summary>Finds out which deliveries are new. It owns their outcome: accepted or refused.</summary>
/// <remarks>
/// An accepted delivery is remembered for as long as its timestamp could still pass the check: a timestamp may lie one
/// <c>MaximumAge</c> in the future and is good for one more after that, so for twice that time. One without a timestamp,
/// and all of them if any age is allowed, is remembered until the memory is full.
/// </remarks>
internal sealed class DeliveryDeduplicator(TimeSpan maximumAge, int maximumRemembered, TimeProvider clock)
{
    private readonly object gate = new();
    private readonly Dictionary<DeliveryKey, PendingDelivery> pending = [];

    /// <summary>The accepted deliveries, and the same ones in the order in which they were accepted.</summary>
    private readonly HashSet<DeliveryKey> accepted = [];
    private readonly Queue<(DeliveryKey Key, DateTimeOffset Expires)> byAge = new();

    private bool isClosed;
    private bool hasForgotten;

    /// <summary>True once a delivery was forgotten that could still be sent again, because there were too many.</summary>
    public bool HasForgotten => Volatile.Read(ref hasForgotten);

    /// <summary>Enters a delivery.</summary>
    /// <param name="key">What identifies the delivery.</param>
    /// <param name="isTimeBound">True if the delivery carries a timestamp.</param>
    /// <param name="isNew">True if the delivery has to be handed over: it is not accepted and not pending.</param>
    /// <returns>The delivery, which all repetitions share while it is pending.</returns>
    public PendingDelivery Enter(DeliveryKey key, bool isTimeBound, out bool isNew)
    {
        lock (gate)
        {
            isNew = false;
            ForgetExpired();
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
        lock (gate)
        {
            if (delivery.TrySettle(isAccepted))
            {
                pending.Remove(delivery.Key);
                if (isAccepted)
                {
                    Remember(delivery);
                }
            }

            return delivery.Outcome.Result;
        }
    }

    /// <summary>Refuses all that are pending, and all that are entered from now on.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var delivery in pending.Values)
            {
                delivery.TrySettle(false);
            }

            pending.Clear();
        }
    }

    private void Remember(PendingDelivery delivery)
    {
        var isForever = !delivery.IsTimeBound || maximumAge == TimeSpan.Zero;
        accepted.Add(delivery.Key);
        byAge.Enqueue((delivery.Key, isForever ? DateTimeOffset.MaxValue : clock.GetUtcNow() + (2 * maximumAge)));
        if (byAge.Count > maximumRemembered)
        {
            ForgetOldest();
            Volatile.Write(ref hasForgotten, true);
        }
    }

    private void ForgetExpired()
    {
        var now = clock.GetUtcNow();
        while (byAge.TryPeek(out var oldest) && oldest.Expires < now)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest() => accepted.Remove(byAge.Dequeue().Key);
}
