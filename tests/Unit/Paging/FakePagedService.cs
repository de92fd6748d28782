using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>
/// A service over a mutating list. It responds to concurrent requests in random order, and the list may change before each response.
/// </summary>
/// <param name="list">The list.</param>
/// <param name="random">The source of all decisions.</param>
/// <param name="reporting">What the responses report.</param>
/// <param name="maximumPageSize">The largest page, whatever size is requested.</param>
/// <param name="reportedLimit">The reported page size; null for the requested one.</param>
/// <param name="ignoresPageSize">True if all pages have the maximum size.</param>
/// <param name="hasStaleTotal">True if each response reports the total of the one before.</param>
internal sealed class FakePagedService(
    MutatingList list,
    Random random,
    TotalsReporting reporting = TotalsReporting.All,
    int maximumPageSize = 100,
    int? reportedLimit = null,
    bool ignoresPageSize = false,
    bool hasStaleTotal = false)
{
    private readonly List<(PageWindow Window, TaskCompletionSource<Page<Entry>> Response)> pending = [];
    private int? previousTotal;

    /// <summary>Gets the requested windows, in order.</summary>
    public List<PageWindow> Requests { get; } = [];

    /// <summary>Gets the maximum number of concurrent requests.</summary>
    public int MaximumConcurrency { get; private set; }

    /// <summary>Gets the contents of the list at each of the first five responses.</summary>
    public List<IReadOnlyList<Entry>> Snapshots { get; } = [];

    public Task<Page<Entry>> FetchAsync(PageWindow window, CancellationToken cancellationToken)
    {
        Assert.InRange(window.Size, 1, 100);
        var response = new TaskCompletionSource<Page<Entry>>();
        cancellationToken.Register(() =>
        {
            pending.RemoveAll(request => request.Response == response);
            response.TrySetCanceled(cancellationToken);
        });
        Requests.Add(window);
        pending.Add((window, response));
        MaximumConcurrency = Math.Max(MaximumConcurrency, pending.Count);
        return response.Task;
    }

    /// <summary>Responds to one of the pending requests, if there are any.</summary>
    public void RespondToOne()
    {
        list.MaybeMutate();
        if (pending.Count > 0)
        {
            var index = random.Next(pending.Count);
            var (window, response) = pending[index];
            pending.RemoveAt(index);
            response.SetResult(PageOf(window));
        }
    }

    private Page<Entry> PageOf(PageWindow window)
    {
        if (Snapshots.Count < 5)
        {
            Snapshots.Add([.. list.Entries]);
        }

        var total = hasStaleTotal && previousTotal is { } previous ? previous : list.Entries.Count;
        previousTotal = list.Entries.Count;
        var shown = window with { Size = ignoresPageSize ? maximumPageSize : Math.Min(window.Size, maximumPageSize) };
        return new Page<Entry>
        {
            Items = list.Page(shown.Start, shown.Size),
            Metadata =
            {
                Total = reporting.HasFlag(TotalsReporting.Total) ? total : null,
                Limit = reporting.HasFlag(TotalsReporting.Limit) ? reportedLimit ?? window.Size : null,
                HasMore = reporting.HasFlag(TotalsReporting.HasMore) ? shown.End < total : null,
            },
        };
    }
}
