using System.Collections.Concurrent;

namespace VocaFuse.PowerShell;

/// <summary>Takes the client's notices from any thread and keeps them until the pipeline's thread can write them.</summary>
internal sealed class RequestEventQueue(bool wantsContent) : IRequestObserver, IDisposable
{
    private readonly ConcurrentQueue<(RequestEvent Notice, long At)> notices = new();
    private readonly ManualResetEventSlim changed = new();

    public bool WantsContent { get; } = wantsContent;

    public void OnRequestEvent(RequestEvent notice)
    {
        notices.Enqueue((notice, Environment.TickCount64));
        changed.Set();
    }

    /// <summary>Takes the oldest notice, with the tick of when it came: whoever is behind in the pipeline may hold its writing up for long.</summary>
    public bool TryTake(out (RequestEvent Notice, long At) entry) => notices.TryDequeue(out entry);

    /// <summary>Ends the wait as soon as a task has ended.</summary>
    public void WakeAfter(Task task) =>
        // The continuation may run after this command has ended; an event that is disposed by then is no error.
        _ = task.ContinueWith(static (_, state) => ((RequestEventQueue)state!).Wake(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Returns when there is something to write, when a task of <see cref="WakeAfter"/> has ended, or after a slice of time.</summary>
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
