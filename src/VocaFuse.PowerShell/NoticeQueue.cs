using System.Collections.Concurrent;

namespace VocaFuse.PowerShell;

/// <summary>Takes the client's notices from any thread and keeps them until the pipeline's thread can write them.</summary>
internal sealed class NoticeQueue(bool wantsContent) : IRequestObserver, IDisposable
{
    private readonly ConcurrentQueue<RequestNotice> notices = new();
    private readonly ManualResetEventSlim changed = new();

    public bool WantsContent { get; } = wantsContent;

    public void OnNotice(RequestNotice notice)
    {
        notices.Enqueue(notice);
        changed.Set();
    }

    public bool TryTake(out RequestNotice? notice) => notices.TryDequeue(out notice);

    /// <summary>Returns when there is a notice, when the task has ended, or after a slice of time.</summary>
    public void WaitFor(Task task, TimeSpan slice)
    {
        changed.Reset();
        if (task.IsCompleted || !notices.IsEmpty)
        {
            return;
        }

        // The continuation may run after this command has ended; an event that is disposed by then is no error.
        _ = task.ContinueWith(static (_, state) => ((NoticeQueue)state!).Wake(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        changed.Wait(slice);
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
