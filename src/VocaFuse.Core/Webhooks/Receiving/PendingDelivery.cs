namespace VocaFuse.Webhooks;

/// <summary>A delivery that was received and is not yet accepted or refused.</summary>
/// <param name="key">The identity of the delivery.</param>
/// <param name="isTimeBound">True if it can be sent again only within the replay window.</param>
internal sealed class PendingDelivery(DeliveryKey key, bool isTimeBound)
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DeliveryKey Key { get; } = key;

    public bool IsTimeBound { get; } = isTimeBound;

    /// <summary>Completes with true once the delivery is accepted, with false once it is refused.</summary>
    public Task<bool> Outcome => outcome.Task;

    /// <summary>Decides the outcome. Only the first decision counts.</summary>
    public bool TrySettle(bool isAccepted) => outcome.TrySetResult(isAccepted);
}
