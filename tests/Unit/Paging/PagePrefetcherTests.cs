using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

public sealed class PagePrefetcherTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_failure_of_a_page_that_is_not_used_is_observed(bool failsInFlight)
    {
        var failure = new InvalidOperationException();
        var control = new InvalidOperationException();
        var unobserved = new ConcurrentBag<Exception>();
        void Collect(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception.InnerExceptions[0]);

        TaskScheduler.UnobservedTaskException += Collect;
        try
        {
            FailUnusedPage(failure, failsInFlight);
            _ = Task.FromException(control);
            // The runtime reports a failure when it finalizes the task. The control shows that it did.
            for (var attempt = 0; attempt < 100 && !unobserved.Contains(control); attempt++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Collect;
        }

        Assert.Contains(control, unobserved);
        Assert.DoesNotContain(failure, unobserved);
    }

    /// <summary>A method of its own, so that no local variable keeps the task alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailUnusedPage(Exception failure, bool failsInFlight)
    {
        var page = new TaskCompletionSource<Page<Entry>>();
        using (var prefetcher = new PagePrefetcher<Entry>((_, _) => page.Task, CancellationToken.None))
        {
            prefetcher.Enqueue(new PageWindow(0, 100));
            if (failsInFlight)
            {
                page.SetException(failure);
            }
        }

        page.TrySetException(failure);
    }
}
