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

    private readonly HashSet<DeliveryKey> accepted = [];

    /// <summary>The accepted deliveries that can expire, oldest first.</summary>
    private readonly Queue<(DeliveryKey Key, DateTimeOffset AcceptedAt)> timeBound = new();

    /// <summary>The accepted deliveries that could be sent again at any time, oldest first.</summary>
    private readonly Queue<(DeliveryKey Key, DateTimeOffset AcceptedAt)> unlimited = new();

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
        ForgetExpired();
        accepted.Add(delivery.Key);
        var queue = delivery.IsTimeBound && maximumAge != TimeSpan.Zero ? timeBound : unlimited;
        queue.Enqueue((delivery.Key, clock.GetUtcNow()));
        if (accepted.Count > maximumRemembered)
        {
            ForgetOldest();
            Volatile.Write(ref hasForgotten, true);
        }
    }

    private void ForgetExpired()
    {
        var now = clock.GetUtcNow();
        while (timeBound.TryPeek(out var oldest) && (now - oldest.AcceptedAt) / 2 > maximumAge)
        {
            accepted.Remove(timeBound.Dequeue().Key);
        }
    }

    private void ForgetOldest()
    {
        var isUnlimitedOlder = unlimited.TryPeek(out var oldest)
            && (!timeBound.TryPeek(out var other) || oldest.AcceptedAt <= other.AcceptedAt);
        accepted.Remove((isUnlimitedOlder ? unlimited : timeBound).Dequeue().Key);
    }
}
