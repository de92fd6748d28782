namespace VocaFuse.Paging;

/// <summary>The queue of page requests in flight, in the order in which the pages are used.</summary>
internal sealed class PagePrefetcher<T>(Func<PageWindow, CancellationToken, Task<Page<T>>> fetch, CancellationToken cancellationToken)
    : IDisposable
{
    private readonly Queue<(PageWindow Window, Task<Page<T>> Page)> queue = new();
    private CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public int Count => queue.Count;

    /// <summary>The window requested last; null if no request is in flight.</summary>
    public PageWindow? Last => queue.Count > 0 ? queue.Last().Window : null;

    public void Enqueue(PageWindow window) => queue.Enqueue((window, fetch(window, stop.Token)));

    public (PageWindow Window, Task<Page<T>> Page) Dequeue() => queue.Dequeue();

    /// <summary>Cancels the requests in flight: the list has changed, and their pages would not continue what was read.</summary>
    public void Clear()
    {
        if (queue.Count > 0)
        {
            Cancel();
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        }
    }

    public void Dispose() => Cancel();

    private void Cancel()
    {
        stop.Cancel();
        while (queue.TryDequeue(out var request))
        {
            // Observe the failure, so that a host does not report it as an unobserved task exception.
            request.Page.ContinueWith(
                static page => page.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        stop.Dispose();
    }
}
