namespace VocaFuse.Paging;

/// <summary>Where a listing stands in a list that others change meanwhile, and which window it has to read next.</summary>
/// <remarks>
/// Pages go by number, so an entry that is deleted before the place moves the rest up by one, and the next page misses
/// one. Therefore each window overlaps the one before it: it has to show at least one entry that was met already. As the
/// entries keep their order, everything between that one and the window's end is then known; nothing was missed. A window
/// without such an entry proves nothing, and the place steps back until one does, at the latest at the list's start.
/// Totals are hints for how far to step; no proof rests on them where windows can overlap.
/// </remarks>
internal sealed class PageCursor(int pageSize, long skip, long? first)
{
    /// <summary>How many requests without anything new there may be between two entries.</summary>
    private const int Patience = 50;

    private readonly PageSizeNegotiator sizes = new(pageSize);
    private bool hasBegun;
    private bool isPastSkipped;
    private bool isCatchingUp;
    private int misses;
    private int wasted;

    /// <summary>Where the last known entry was when it was met, and how many new ones came with it.</summary>
    private long frontier = -1;
    private long given;

    /// <summary>Where it should be now.</summary>
    private long anchor = skip - 1;

    /// <summary>The total that the service told last.</summary>
    public long? Total { get; private set; }

    /// <summary>True while entries vanish under the listing, so that reading ahead would be in vain.</summary>
    public bool IsUnsteady { get; private set; }

    /// <summary>True while the listing, having lost its place, comes through those in front again that are to be passed over.</summary>
    public bool IsPassing => hasBegun && !isPastSkipped;

    /// <summary>True where the service brings nothing new request after request, and promises more.</summary>
    public bool IsStuck => wasted > Patience;

    /// <summary>The window to read now.</summary>
    public PageWindow Next() => sizes.IsSuspect ? PageSizeNegotiator.Probe
        : !hasBegun && !sizes.IsFixed && first is { } count && PageWindow.Holding(skip, count, sizes.Usual) is { } whole ? whole
        : Behind(anchor);

    /// <summary>The window that follows another, as long as nothing changes.</summary>
    public PageWindow After(PageWindow window) => Behind(window.End - 1);

    /// <summary>The window that an answer shows, where that continues what was read before; null where it proves nothing.</summary>
    public PageWindow? Link(PageWindow asked, PageMetadata facts, int count, bool showsKnownEntry)
    {
        if (sizes.IsSuspect)
        {
            sizes.Judge(count);
            wasted++;
            return null;
        }

        if (!hasBegun && facts.Total > skip && ContradictsItself(asked, facts, count) && (sizes.Suspect() || (sizes.IsFixed && count == 0)))
        {
            wasted++;
            return null;
        }

        // What follows a known entry on a page that ends the list is all the rest, wherever the page stands.
        var place = sizes.Locate(asked, facts, count) ?? (isPastSkipped && facts.HasMore == false ? asked : null);
        if (place is not { } window || (!hasBegun && window.End < skip))
        {
            // It is unknown what the page shows, or it was cut short of the place where the listing begins.
            wasted++;
            return null;
        }

        if (hasBegun && !showsKnownEntry && window.Start > 0 && !(IsForcedApart(window) && facts.Total >= Total))
        {
            Miss(facts.Total);
            return null;
        }

        return window;
    }

    /// <summary>
    /// The window to read again where one cannot overlap it, and no total says whether something was deleted in between: if it
    /// still ends with a known entry, nothing was.
    /// </summary>
    public PageWindow? Before(PageWindow window, long? total) =>
        hasBegun && (total ?? Total) is null && window.Page > 0 && IsForcedApart(window) ? window with { Page = window.Page - 1 } : null;

    /// <summary>
    /// The index from which on a linked window's new entries are wanted. Where those in front are to be passed over, their
    /// offsets say so at first; from then on what follows a known entry is wanted, wherever others have moved it.
    /// </summary>
    public long FirstWanted(PageWindow window, int firstSeen, int firstPassed)
    {
        isPastSkipped = firstSeen >= 0 || (isPastSkipped && firstPassed >= 0);
        return skip > 0 && isPastSkipped ? firstSeen >= 0 ? firstSeen : firstPassed : Math.Max(0, skip - window.Start);
    }

    /// <summary>Moves to the end of a window that was read.</summary>
    /// <param name="window">The window.</param>
    /// <param name="count">How many entries it showed.</param>
    /// <param name="lastKnown">The index of the last one that was known before; -1 where none was.</param>
    /// <param name="fresh">How many were new.</param>
    /// <param name="met">How many have been met at all.</param>
    /// <param name="total">The total it told.</param>
    public void Advance(PageWindow window, int count, int lastKnown, int fresh, long met, long? total)
    {
        var end = window.Start + count - 1;
        isCatchingUp = fresh == 0;
        if (fresh > 0)
        {
            wasted = 0;
        }
        else if (end <= anchor || window.Start >= met)
        {
            // On its way through what is known already, a listing moves on, and there is no more known than was met.
            wasted++;
        }

        var drift = 0L;
        if (lastKnown < count - 1)
        {
            // The last known entry shows by how much the list moved up since it was met. Who deletes what it was given
            // goes on deleting: expect the same share of what it gets now to be gone, and a little more.
            var moved = hasBegun ? frontier - (window.Start + lastKnown) : 0;
            IsUnsteady = moved > 0;
            drift = IsUnsteady ? Math.Min(fresh, (moved * fresh / given) + (fresh / 16) + 1) : 0;
            frontier = end;
            given = fresh;
        }

        sizes.Settle();
        hasBegun = true;
        isPastSkipped |= window.End >= skip;
        misses = 0;
        anchor = end - drift;
        Total = total ?? Total;
    }

    /// <summary>Steps back from a window that proved nothing.</summary>
    private void Miss(long? total)
    {
        var gone = Math.Max(0, (Total - total).GetValueOrDefault());
        var step = misses == 0 && gone > 0 ? gone : Math.Max(gone, (long)sizes.Usual << Math.Min(misses, 30));
        // Of those that were passed over only the last ones were read: who deletes the rest leaves them to be found.
        anchor = Math.Max(anchor >= skip ? skip - 1 : -1, anchor - step);
        sizes.Settle();
        IsUnsteady = true;
        isCatchingUp = true;
        misses++;
        wasted++;
        Total = total ?? Total;
    }

    /// <summary>True where a page cannot be at its place: nothing is there although the total says so, or it ends the list elsewhere than the total.</summary>
    private static bool ContradictsItself(PageWindow asked, PageMetadata facts, int count) =>
        count == 0 || (asked.Page > 0 && facts.HasMore == false && facts.Total != asked.Start + count);

    /// <summary>True where no window of the service shows both the place and what comes next.</summary>
    private bool IsForcedApart(PageWindow window) => window.Start == anchor + 1 && window == Behind(anchor);

    private PageWindow Behind(long offset) => sizes.Behind(offset, inFewSteps: isCatchingUp);
}
