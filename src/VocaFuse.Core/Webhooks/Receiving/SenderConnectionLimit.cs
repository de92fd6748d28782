namespace VocaFuse.Webhooks;

/// <summary>
/// Who is sending a body. A genuine sender needs milliseconds, so where all places are taken, the one that has taken
/// longest gives way: however many stall, they hold up nobody.
/// </summary>
internal sealed class SenderConnectionLimit(int count)
{
    private readonly LinkedList<CancellationTokenSource> senders = new();

    /// <summary>Takes a place; the source is cancelled where it has to be given up.</summary>
    public LinkedListNode<CancellationTokenSource> Enter(CancellationTokenSource sender)
    {
        lock (senders)
        {
            if (senders.Count >= count)
            {
                // Asynchronously: what follows from it must not run under the lock.
                _ = senders.First!.Value.CancelAsync();
                senders.RemoveFirst();
            }

            return senders.AddLast(sender);
        }
    }

    public void Leave(LinkedListNode<CancellationTokenSource> place)
    {
        lock (senders)
        {
            if (place.List is not null)
            {
                senders.Remove(place);
            }
        }
    }
}
