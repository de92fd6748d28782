namespace VocaFuse.Paging;

/// <summary>Where a listing stands in a list that others change meanwhile, and which window it has to read next.</summary>
/// <remarks>
/// Pages go by number, so an entry that is deleted before the place moves the rest up by one, and the next page misses
/// one. Therefore each window overlaps the one before it: it has to show at least one entry that was met already. As the
/// entries keep their order, everything between that one and the window's end is then known; nothing was missed. A window
/// without such an entry proves nothing, and the place steps back until one does, at the latest at the list's start.
/// </remarks>
internal sealed class ListPlace(int size, long skip, int largest)
{
    /// <summary>How often in a row windows may bring nothing new while the total stands still.</summary>
    private const int PatienceWhileStill = 50;

    /// <summary>How often at all.</summary>
    private const int Patience = 1000;

    private int size = size;
    private int largest = largest;
    private bool isFixed;
    private bool hasBegun;
    private long anchor = -1;
    private long drift;
    private int misses;
    private int fruitless;
    private long? firstTotal;
    private long? lastTotal;
    private long? linkedTotal;

    /// <summary>The total that the service told last.</summary>
    public long? Total => lastTotal;

    /// <summary>True while entries vanish under the listing, so that reading ahead would be in vain.</summary>
    public bool IsUnsteady => misses > 0 || drift > 0;

    /// <summary>The window to read now.</summary>
    public PageWindow Next()
    {
        if (!hasBegun && skip > 0)
        {
            return PageWindow.Covering(skip, size, largest);
        }

        return isFixed ? new PageWindow((int)(Math.Max(0, anchor + 1 - drift) / size), size) : PageWindow.Covering(anchor - drift, size, largest);
    }

    /// <summary>The window that follows another, as long as nothing changes.</summary>
    public PageWindow After(PageWindow window) => isFixed
        ? new PageWindow(window.Page + 1, window.Size)
        : PageWindow.Covering(window.End - 1, size, largest);

    /// <summary>The offset below which entries are passed over. It moves up with the entries when the list shrinks.</summary>
    public long Floor => firstTotal > lastTotal ? Math.Max(0, skip - (firstTotal.Value - lastTotal.Value)) : skip;

    /// <summary>Takes what an answer tells of its page, and gives the window that it really shows.</summary>
    public PageWindow Learn(PageWindow asked, PageFacts facts)
    {
        var actual = asked;
        if (facts.Limit is { } limit && limit != asked.Size)
        {
            // The service has its own idea of a page. A smaller limit is one to keep to; if it overrules that as well,
            // its pages have one size and cannot overlap.
            isFixed = size == limit || limit > asked.Size;
            size = limit;
            largest = limit;
            actual = new PageWindow(asked.Page, limit);
        }

        firstTotal ??= facts.Total;
        return actual;
    }

    /// <summary>True where a window continues what was read before.</summary>
    public bool IsLinked(PageWindow window, bool showsKnownEntry) =>
        !hasBegun || showsKnownEntry || window.Start <= Floor || (isFixed && window.Start <= anchor + 1 && !(lastTotal < linkedTotal));

    /// <summary>Steps back from a window that proved nothing.</summary>
    public void Miss(long? total)
    {
        misses++;
        fruitless++;
        var shrunk = lastTotal - total is > 0 and var difference ? difference : 0;
        var step = misses == 1 && shrunk > 0 ? shrunk : Math.Max(shrunk, (long)size << Math.Min(misses - 1, 30));
        anchor = Math.Max(-1, anchor - drift - step);
        drift = 0;
        lastTotal = total ?? lastTotal;
    }

    /// <summary>Moves to the end of a window that was read.</summary>
    public void Advance(PageWindow window, int count, int fresh, long? total)
    {
        hasBegun = true;
        misses = 0;
        drift = fresh > 0 && linkedTotal - total is > 0 and var vanished ? vanished : 0;
        fruitless = fresh > 0 || total > lastTotal ? 0 : fruitless + 1;
        anchor = window.Start + count - 1;
        lastTotal = total ?? lastTotal;
        linkedTotal = lastTotal;
    }

    /// <summary>True where the service keeps sending what is known already, and promises more.</summary>
    public bool IsStuck(bool isTotalStill) => fruitless > (isTotalStill ? PatienceWhileStill : Patience);
}
