using System.Collections.Concurrent;

namespace VocaFuse.PowerShell;

/// <summary>Queues request events of any thread until the pipeline thread writes them.</summary>
internal sealed class RequestEventQueue(bool wantsContent) : IRequestObserver, IDisposable
{
    private readonly ConcurrentQueue<(RequestEvent Event, long At)> events = new();
    private readonly ManualResetEventSlim changed = new();

    public bool WantsContent { get; } = wantsContent;

    public void OnRequestEvent(RequestEvent requestEvent)
    {
        events.Enqueue((requestEvent, Environment.TickCount64));
        changed.Set();
    }

    /// <summary>Removes the oldest event and the tick count of its arrival: downstream commands can delay the writing.</summary>
    public bool TryTake(out (RequestEvent Event, long At) entry) => events.TryDequeue(out entry);

    /// <summary>Ends the wait as soon as a task has completed.</summary>
    public void WakeAfter(Task task) =>
        // The continuation may run after this command has ended, when the wait handle is already disposed.
        _ = task.ContinueWith(
            static (_, state) =>
                ((RequestEventQueue)state!).Wake(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);

    /// <summary>Returns when an event is queued, when a task of <see cref="WakeAfter"/> has completed, or after a timeout.</summary>
    public void Wait(TimeSpan slice)
    {
        changed.Wait(slice);
        changed.Reset();
    }

    public void Dispose() => changed.Dispose();

    private void Wake()
    {
        try
        {
            changed.Set();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
