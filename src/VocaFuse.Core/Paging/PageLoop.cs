using System.Runtime.CompilerServices;
using VocaFuse.Errors;

namespace VocaFuse.Paging;

/// <summary>The one loop over pages, for every list: each entry once, in the service's order, none missed.</summary>
internal sealed class PageLoop<T>(Func<PageWindow, CancellationToken, Task<Page<T>>> fetch, Func<T, string> idOf, VocaFuseResource resource)
    where T : class
{
    /// <summary>How many pages are asked for ahead at the most.</summary>
    private const int Depth = 4;

    public async IAsyncEnumerable<T> RunAsync(int pageSize, long skip, long? first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (first <= 0)
        {
            yield break;
        }

        using var ahead = new PagesAhead<T>(fetch, cancellationToken);
        var place = new ListPlace(pageSize, skip, VoiceNoteQuery.MaximumPageSize);
        var seen = new SeenIds();
        var allowed = 0;
        var left = first ?? long.MaxValue;
        while (true)
        {
            if (ahead.Count == 0)
            {
                ahead.Request(place.Next());
            }

            var (asked, task) = ahead.Take();
            var page = await task.ConfigureAwait(false);
            var items = page.Items!;
            var window = place.Learn(asked, page.Facts);
            var isTotalStill = page.Facts.Total == place.Total;
            if (!place.IsLinked(window, ShowsAny(items, seen)))
            {
                place.Miss(page.Facts.Total);
                ahead.Discard();
                allowed = 0;
                ThrowIfStuck(place, isTotalStill);
                continue;
            }

            var fresh = 0;
            for (var i = 0; i < items.Count; i++)
            {
                // The second half of a page is used while the next one travels. Not before: who takes three notes has
                // asked for one page.
                if (i == items.Count / 2 && !place.IsUnsteady && HasMore(page, window))
                {
                    allowed = Math.Clamp(allowed * 2, 1, Depth);
                    Fill(ahead, place, window, allowed, skip, left, page.Facts.Total);
                }

                if (!seen.Add(idOf(items[i])))
                {
                    continue;
                }

                fresh++;
                if (window.Start + i >= place.Floor)
                {
                    yield return items[i];
                    if (--left == 0)
                    {
                        yield break;
                    }
                }
            }

            place.Advance(window, items.Count, fresh, page.Facts.Total);
            if (!HasMore(page, window) || (fresh == 0 && page.Facts is { Total: null, HasMore: null }))
            {
                yield break;
            }

            ThrowIfStuck(place, isTotalStill);
            if (place.IsUnsteady)
            {
                ahead.Discard();
                allowed = 0;
            }
        }
    }

    private static void Fill(PagesAhead<T> ahead, ListPlace place, PageWindow current, int allowed, long skip, long left, long? total)
    {
        // Without a total, one page ahead is all that can be known to exist.
        var bound = Math.Min(total ?? (current.End + 1), left > long.MaxValue / 2 ? long.MaxValue : Math.Max(skip, current.Start) + left);
        while (ahead.Count < allowed)
        {
            var next = place.After(ahead.Last ?? current);
            if (next.End <= current.End || (ahead.Last ?? current).End >= bound)
            {
                return;
            }

            ahead.Request(next);
        }
    }

    private bool ShowsAny(List<T> items, SeenIds seen)
    {
        foreach (var item in items)
        {
            if (seen.Contains(idOf(item)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasMore(Page<T> page, PageWindow window)
    {
        var end = window.Start + page.Items!.Count;
        var isShort = page.Items.Count < window.Size;
        return page.Facts switch
        {
            // A promise of more that the page's own length and total contradict is none.
            { HasMore: true, Total: { } total } => !isShort || end < total,
            { HasMore: true } => page.Items.Count > 0,
            { HasMore: false } => false,
            { Total: { } total } => end < total,
            _ => !isShort,
        };
    }

    private void ThrowIfStuck(ListPlace place, bool isTotalStill)
    {
        if (place.IsStuck(isTotalStill))
        {
            throw new VocaFuseResponseException(
                $"The service keeps answering with the same page of the list, and says that there are more ({place.Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "total unknown"}).",
                new FailureFacts { Resource = resource, Method = "GET" });
        }
    }
}
