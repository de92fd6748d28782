using System.Globalization;
using System.Runtime.CompilerServices;
using VocaFuse.Errors;

namespace VocaFuse.Paging;

/// <summary>The one loop over pages, for every list: each entry once, in the service's order, none missed.</summary>
internal sealed class PageEnumerator<T>(Func<PageWindow, CancellationToken, Task<Page<T>>> fetch, Func<T, string> idOf, VocaFuseResource resource)
    where T : class
{
    /// <summary>How many pages are asked for ahead at the most.</summary>
    private const int Depth = 4;

    /// <summary>How many entries the service said last that the list has.</summary>
    public long? Total { get; private set; }

    public async IAsyncEnumerable<T> RunAsync(int pageSize, long skip, long? first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (first <= 0)
        {
            yield break;
        }

        // No list is longer than that; and a page number has to stay one that the service can read.
        skip = Math.Min(skip, int.MaxValue);
        using var ahead = new PagePrefetcher<T>(FetchAsync, cancellationToken);
        var place = new PageCursor(pageSize, skip, first);
        var seen = new SeenIds();
        // What is passed over on the way back to a lost place shows that pages join, but not that the place is reached.
        var passed = new SeenIds();
        var left = first ?? long.MaxValue;
        var allowed = 0;
        while (true)
        {
            if (ahead.Count == 0)
            {
                ahead.Request(place.Next());
            }

            var (asked, task) = ahead.Take();
            var page = await task.ConfigureAwait(false);
            var items = page.Items!;
            var metadata = page.Metadata;
            Total = metadata.Total ?? Total;
            var firstSeen = IndexOfKnown(items, seen);
            var firstPassed = IndexOfKnown(items, passed);
            var showsKnown = firstSeen >= 0 || firstPassed >= 0;
            if (!showsKnown && place.Before(asked, metadata.Total) is { } before)
            {
                var again = (await FetchAsync(before, cancellationToken).ConfigureAwait(false)).Items!;
                showsKnown = again.Count == before.Size && (seen.Contains(idOf(again[^1])) || passed.Contains(idOf(again[^1])));
            }

            if (place.Link(asked, metadata, items.Count, showsKnown) is not { } window)
            {
                ahead.Discard();
                allowed = 0;
                ThrowIfStuck(place);
                continue;
            }

            var firstWanted = place.FirstWanted(window, firstSeen, firstPassed);
            var hasMore = metadata.PromisesMore(window, items.Count);
            var lastKnown = -1;
            var fresh = 0;
            for (var i = 0; i < items.Count; i++)
            {
                var id = idOf(items[i]);
                if (passed.Contains(id) || !(i < firstWanted && place.IsPassing ? passed : seen).Add(id))
                {
                    lastKnown = i;
                }
                else
                {
                    fresh++;
                    if (i >= firstWanted)
                    {
                        yield return items[i];
                        if (--left == 0)
                        {
                            yield break;
                        }
                    }
                }

                // The second half of a page is used while the next one travels. Not before: who takes three entries has
                // asked for one page. Who gets as far in the second page wants them all.
                if (i == items.Count / 2 && hasMore && !place.IsUnsteady)
                {
                    allowed = allowed == 0 ? 1 : Depth;
                    ReadAhead(ahead, place, window, allowed, End(window, i, left, metadata.Total));
                }
            }

            place.Advance(window, items.Count, lastKnown, fresh, seen.Count + passed.Count, metadata.Total);
            if (!hasMore || (place.IsStuck && metadata is { Total: null, HasMore: null }))
            {
                // Without a word about more, pages that only repeat themselves are no promise.
                yield break;
            }

            ThrowIfStuck(place);
            if (place.IsUnsteady)
            {
                allowed = 0;
            }
        }
    }

    /// <summary>The offset behind the last entry that is known to be there and still wanted.</summary>
    private static long End(PageWindow window, int index, long left, long? total)
    {
        // Without a total, one page ahead is all that can be known to exist.
        var end = total ?? (window.End + 1);
        var wanted = window.Start + index + 1;
        return left < end - wanted ? wanted + left : end;
    }

    private static void ReadAhead(PagePrefetcher<T> ahead, PageCursor place, PageWindow current, int allowed, long end)
    {
        var last = ahead.Last ?? current;
        while (ahead.Count < allowed && last.End < end)
        {
            last = place.After(last);
            ahead.Request(last);
        }
    }

    /// <summary>Where a service ignores the size, its pages may be larger than any that may be asked for.</summary>
    private Task<Page<T>> FetchAsync(PageWindow window, CancellationToken cancellationToken) =>
        fetch(window with { Size = Math.Min(window.Size, VoiceNoteQuery.MaximumPageSize) }, cancellationToken);

    private int IndexOfKnown(List<T> items, SeenIds seen)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (seen.Contains(idOf(items[i])))
            {
                return i;
            }
        }

        return -1;
    }

    private void ThrowIfStuck(PageCursor place)
    {
        if (place.IsStuck)
        {
            throw new VocaFuseResponseException(
                $"The service keeps answering with what was listed before, and says that there is more ({Total?.ToString(CultureInfo.InvariantCulture) ?? "total unknown"}).",
                new ErrorContext { Resource = resource, Method = "GET" });
        }
    }
}
