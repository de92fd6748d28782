using System.Globalization;
using System.Runtime.CompilerServices;
using VocaFuse.Errors;

namespace VocaFuse.Paging;

/// <summary>Reads a list page by page: each entry exactly once, in the service's order, while others change the list.</summary>
internal sealed class PageEnumerator<T>(
    Func<PageWindow, CancellationToken, Task<Page<T>>> fetch, Func<T, string> idOf, VocaFuseResource resource)
    where T : class
{
    /// <summary>Gets the number of entries of the list, by the latest response; null if it is unknown.</summary>
    public long? Total { get; private set; }

    public async IAsyncEnumerable<T> RunAsync(
        int pageSize, long skip, long? first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (first <= 0)
        {
            yield break;
        }

        // The page number has to stay within the service's range.
        skip = Math.Min(skip, int.MaxValue);
        using var prefetcher = new PagePrefetcher<T>(FetchAsync, cancellationToken);
        var cursor = new PageCursor(pageSize, skip, first);
        var seen = new SeenIds();
        var remaining = first ?? long.MaxValue;
        var pagesAhead = 0;
        while (true)
        {
            if (prefetcher.Count == 0)
            {
                prefetcher.Enqueue(cursor.Next());
            }

            var (window, request) = prefetcher.Dequeue();
            var page = await request.ConfigureAwait(false);
            var items = page.Items;
            Total = page.Metadata.Total ?? Total;
            seen.Reserve(Math.Min(Total ?? 0, remaining));
            var firstKnown = items.FindIndex(item => seen.Contains(idOf(item)));
            var isConnected = firstKnown >= 0;
            if (!isConnected && cursor.PrecedingIfNotOverlapping(window) is { } preceding)
            {
                isConnected = await EndsWithKnownAsync(preceding, seen, cancellationToken).ConfigureAwait(false);
            }

            if (!cursor.TryAccept(window, page.Metadata, items.Count, isConnected))
            {
                prefetcher.Clear();
                ThrowIfStuck(cursor);
                continue;
            }

            var firstToReturn = cursor.FirstIndexToReturn(window, firstKnown);
            var hasMore = page.Metadata.HasMoreAfter(window, items.Count);
            var lastKnown = -1;
            var newCount = 0;
            for (var i = 0; i < items.Count; i++)
            {
                if (!seen.Add(idOf(items[i])))
                {
                    lastKnown = i;
                }
                else
                {
                    newCount++;
                    if (i >= firstToReturn)
                    {
                        yield return items[i];
                        if (--remaining == 0)
                        {
                            yield break;
                        }
                    }
                }

                // Prefetch from the middle of a page on, one page at first: a pipeline that takes only a few entries then causes
                // no unnecessary request, and one that reaches the middle of the second page probably reads all pages.
                if (i == items.Count / 2 && hasMore && !cursor.IsUnsteady)
                {
                    pagesAhead = pagesAhead == 0 ? 1 : VocaFuseClientOptions.DefaultConcurrency;
                    Prefetch(prefetcher, cursor, window, pagesAhead, EndOfNeededEntries(window, i, remaining, page.Metadata.Total));
                }
            }

            cursor.Advance(window, items.Count, lastKnown, newCount, seen.Count);
            if (!hasMore || (cursor.IsStuck && page.Metadata is { Total: null, HasMore: null }))
            {
                // Without a total or has_more, repeated pages do not mean that more entries follow.
                yield break;
            }

            ThrowIfStuck(cursor);
            pagesAhead = cursor.IsUnsteady ? 0 : pagesAhead;
        }
    }

    /// <summary>The position after the last entry that is still wanted and known to exist.</summary>
    private static long EndOfNeededEntries(PageWindow window, int index, long remaining, long? total)
    {
        // Without a total, only one more page is known to exist.
        var end = total ?? (window.End + 1);
        var next = window.Start + index + 1;
        return next + Math.Min(remaining, end - next);
    }

    private static void Prefetch(PagePrefetcher<T> prefetcher, PageCursor cursor, PageWindow current, int count, long end)
    {
        var last = prefetcher.Last ?? current;
        while (prefetcher.Count < count && last.End < end)
        {
            last = cursor.After(last);
            prefetcher.Enqueue(last);
        }
    }

    private async Task<bool> EndsWithKnownAsync(PageWindow window, SeenIds seen, CancellationToken cancellationToken)
    {
        var items = (await FetchAsync(window, cancellationToken).ConfigureAwait(false)).Items;
        return items.Count == window.Size && seen.Contains(idOf(items[^1]));
    }

    /// <summary>Requests a page. A service that ignores the size may return larger pages than can be requested.</summary>
    private Task<Page<T>> FetchAsync(PageWindow window, CancellationToken cancellationToken) =>
        fetch(window with { Size = Math.Min(window.Size, VoiceNoteQuery.MaximumPageSize) }, cancellationToken);

    private void ThrowIfStuck(PageCursor cursor)
    {
        if (cursor.IsStuck)
        {
            var total = Total?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
            throw new VocaFuseResponseException(
                $"The service repeatedly returned entries that were already listed, but reports more (total: {total}).",
                new ErrorContext { Resource = resource, Method = "GET" });
        }
    }
}
