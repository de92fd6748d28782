namespace VocaFuse.Paging;

/// <summary>The position of a listing in a list that may change during the listing: decides which window to request next.</summary>
/// <remarks>
/// Pages are numbered, so deleting an entry before the position moves the rest up by one, and the next page would miss one.
/// Therefore each window overlaps the one before: it has to show at least one known entry. Entries keep their order, so no
/// entry between that one and the end of the window is missed. A window without a known entry is discarded, and the cursor
/// steps back until one is found, at the latest at the start of the list.
/// Example: after page 1 of 99 the last known entry is at 197, and the next window is page 2 of 98, from 196 to 293. If three
/// entries are deleted before that request, the window shows none of the known ones, and the next one starts 50 positions before.
/// </remarks>
internal sealed class PageCursor(int pageSize, long skip, long? first)
{
    /// <summary>Requests without progress before the listing gives up. A list that changes rarely needs more than a few.</summary>
    private const int MaximumRequestsWithoutProgress = 50;

    /// <summary>The number of steps back that leave no gap between the windows.</summary>
    private const int AdjoiningSteps = 8;

    private readonly PageSizeNegotiator sizes = new(pageSize);

    /// <summary>The expected position of the last known entry; at first the last skipped one, so that the first window shows it.</summary>
    private long anchor = skip - 1;

    /// <summary>True once a page has been accepted, so that the next one has to show a known entry.</summary>
    private bool isPositioned;

    /// <summary>True while windows show known entries only; larger ones take fewer requests to pass them.</summary>
    private bool isCatchingUp;

    /// <summary>The position of the last known entry when it was read.</summary>
    private long lastReadPosition = -1;

    /// <summary>The number of windows in a row that showed no known entry.</summary>
    private int consecutiveMisses;

    /// <summary>The number of requests in a row that returned nothing new and came no closer to the position.</summary>
    private int requestsWithoutProgress;

    /// <summary>True while entries disappear in front of the cursor, which makes windows requested ahead useless.</summary>
    public bool IsUnsteady { get; private set; }

    /// <summary>True if the service returns nothing new, request after request.</summary>
    public bool IsStuck => requestsWithoutProgress > MaximumRequestsWithoutProgress;

    /// <summary>The window to request next.</summary>
    public PageWindow Next()
    {
        var whole = !isPositioned && first is { } count ? sizes.Holding(skip, count) : null;
        return sizes.Measurement ?? whole ?? sizes.After(anchor, isCatchingUp);
    }

    /// <summary>The window that follows another one if the list does not change.</summary>
    public PageWindow After(PageWindow window) => sizes.After(window.End - 1, isCatchingUp);

    /// <summary>
    /// The window to request in addition if a window without a known entry cannot overlap the one before, because pages are
    /// small or of a fixed size: if the page before still ends with a known entry, nothing was deleted in between.
    /// </summary>
    public PageWindow? PrecedingIfNotOverlapping(PageWindow window)
    {
        var cannotOverlap = isPositioned && window.Page > 0 && window.Start == anchor + 1 && window == sizes.After(anchor, isCatchingUp);
        return cannotOverlap ? window with { Page = window.Page - 1 } : null;
    }

    /// <summary>True if the page continues what was read; otherwise discard it and request <see cref="Next"/>.</summary>
    public bool TryAccept(PageWindow window, PageMetadata metadata, int count, bool isConnected)
    {
        requestsWithoutProgress++;
        if (!sizes.Accept(window, metadata, count, isConnected))
        {
            return false;
        }

        if (isPositioned && !isConnected && (window.Start > 0 || skip > 0))
        {
            StepBack(window);
            return false;
        }

        return true;
    }

    /// <summary>The index of the first entry of a page that is not skipped: at first by position, later by known entries.</summary>
    public int FirstIndexToReturn(PageWindow window, int firstKnown) =>
        isPositioned ? (skip > 0 ? Math.Max(0, firstKnown) : 0) : (int)Math.Max(0, skip - window.Start);

    /// <summary>Moves to the end of an accepted page.</summary>
    /// <param name="window">The window of the page.</param>
    /// <param name="count">The number of its entries.</param>
    /// <param name="lastKnown">The index of the last entry that was known before; -1 if none was.</param>
    /// <param name="newCount">The number of entries that were not.</param>
    /// <param name="seenCount">The number of different entries read in total.</param>
    public void Advance(PageWindow window, int count, int lastKnown, int newCount, long seenCount)
    {
        var last = window.Start + count - 1;
        isCatchingUp = newCount == 0;
        if (newCount > 0 || (last > anchor && window.Start < seenCount))
        {
            // Known entries are progress on the way back to the position, but no more of them than were read.
            requestsWithoutProgress = newCount > 0 ? 0 : requestsWithoutProgress - 1;
        }

        var expectedShift = 0L;
        if (lastKnown < count - 1)
        {
            // The last known entry shows how far the list has moved up since it was read. A pipeline that deletes the listed entries
            // will continue to do so: expect the same shift of the new ones, and a sixteenth more in case the pipeline becomes faster,
            // so that the next window still overlaps.
            var shift = isPositioned ? lastReadPosition - (window.Start + lastKnown) : 0;
            IsUnsteady = shift > 0;
            expectedShift = IsUnsteady ? Math.Min(newCount, shift + (shift / 16) + 1) : 0;
            lastReadPosition = last;
        }

        isPositioned = true;
        consecutiveMisses = 0;
        anchor = last - expectedShift;
    }

    /// <summary>Steps back through adjoining windows, then by doubling steps (exponential search).</summary>
    private void StepBack(PageWindow window)
    {
        var step = sizes.BackwardStep << Math.Clamp(consecutiveMisses - AdjoiningSteps, 0, 30);
        if (window.Start == 0)
        {
            // With entries to skip, those before them were not read. Without a known entry left, the count starts again.
            isPositioned = false;
            anchor = skip - 1;
        }
        else
        {
            // If a pipeline deletes all it gets, the last skipped entry is the one that is left.
            anchor = Math.Max(anchor >= skip ? skip - 1 : -1, anchor - step);
        }

        IsUnsteady = true;
        isCatchingUp = true;
        consecutiveMisses++;
    }
}
