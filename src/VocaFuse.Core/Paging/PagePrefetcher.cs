namespace VocaFuse.Paging;

/// <summary>Pages that are on their way while earlier ones are still being used, in order.</summary>
internal sealed class PagePrefetcher<T>(Func<PageWindow, CancellationToken, Task<Page<T>>> fetch, CancellationToken cancellationToken) : IDisposable
{
    private readonly Queue<(PageWindow Window, Task<Page<T>> Page)> queue = new();
    private CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public int Count => queue.Count;

    /// <summary>The last window that was asked for; null where none is on its way.</summary>
    public PageWindow? Last { get; private set; }

    public void Request(PageWindow window)
    {
        queue.Enqueue((window, fetch(window, stop.Token)));
        Last = window;
    }

    public (PageWindow Window, Task<Page<T>> Page) Take()
    {
        var next = queue.Dequeue();
        Last = queue.Count == 0 ? null : Last;
        return next;
    }

    /// <summary>Gives up what is on its way: the list has changed, and the pages would show the wrong places.</summary>
    public void Discard()
    {
        if (queue.Count > 0)
        {
            Abandon();
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        }
    }

    public void Dispose() => Abandon();

    private void Abandon()
    {
        stop.Cancel();
        foreach (var (_, page) in queue)
        {
            // Nobody waits for it any more; its failure is nobody's news.
            _ = page.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        queue.Clear();
        Last = null;
        stop.Dispose();
    }
}
