namespace VocaFuse.Paging;

/// <summary>Which page sizes a service gives, whatever it says of them, and which windows can be asked for therefore.</summary>
/// <remarks>
/// A service may cut the size it is asked for, or ignore it, and tell neither. Its page then stands elsewhere, too: a second
/// page begins where a first one of its own size ends. So a page has its place only where its size is beyond doubt; any
/// other is asked for again, in a size that the service has given before.
/// </remarks>
internal sealed class PageSizeNegotiator(int wanted)
{
    /// <summary>The largest page that came. Any size up to it is one that the service keeps to.</summary>
    private int given;

    /// <summary>The largest size that may be worth asking for.</summary>
    private int largest = VoiceNoteQuery.MaximumPageSize;

    /// <summary>True once a page showed that a size below the largest is kept to.</summary>
    private bool isKept;

    private bool isInDoubt;

    /// <summary>What tells a service that ignores the size from one whose total is behind: the smallest page there is.</summary>
    public static PageWindow Probe => new(0, 1);

    /// <summary>True where all pages have one size, and cannot overlap.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>True where the service seems to ignore the size, and the probe has to show whether it does.</summary>
    public bool IsSuspect { get; private set; }

    /// <summary>The size to ask for where nothing speaks against it.</summary>
    public int Usual => IsFixed ? given : Math.Min(wanted, Largest);

    private int Largest => isInDoubt ? given : largest;

    /// <summary>The window that shows the entry at an offset and what comes behind it.</summary>
    public PageWindow Behind(long offset, bool inFewSteps)
    {
        if (!IsFixed)
        {
            var window = PageWindow.Covering(offset, inFewSteps ? Largest : Usual, Largest);
            if (window.End > offset + 1)
            {
                return window;
            }
        }

        return PageWindow.At(offset + 1, Usual);
    }

    /// <summary>The window that an answer really shows; null where that cannot be said.</summary>
    public PageWindow? Locate(PageWindow asked, PageMetadata facts, int count)
    {
        var isLast = facts.HasMore == false && facts.Total == asked.Start + count;
        if (count == 0 || (isLast && count <= asked.Size))
        {
            return asked;
        }

        if (count > asked.Size)
        {
            IsFixed = true;
            given = Math.Max(given, count);
            return asked.Page == 0 ? new PageWindow(0, given) : null;
        }

        if (SeemsLarger(asked, facts, count) && Suspect())
        {
            return null;
        }

        isKept |= count == asked.Size && count < given && facts.HasMore == true;
        // Of a size that was given before, only the list can be short.
        var isExpected = count == asked.Size || asked.Size <= given;
        given = Math.Max(given, count);
        if (isExpected)
        {
            return asked;
        }

        // The page is short. If there is more all the same, pages are no larger, whatever the answer says.
        var isCut = facts.PromisesMore(asked, count);
        largest = isCut ? given : largest;
        if (asked.Page == 0)
        {
            return isCut ? new PageWindow(0, count) : asked;
        }

        isInDoubt = true;
        return null;
    }

    /// <summary>Ends the doubt about one answer: larger pages than those that came may be asked for again.</summary>
    public void Settle() => isInDoubt = false;

    /// <summary>Has the probe decide whether the service keeps to sizes. False where it is known to.</summary>
    public bool Suspect() => IsSuspect = !isKept && !IsFixed;

    /// <summary>Takes the number of entries that the probe showed.</summary>
    public void Judge(int count)
    {
        IsSuspect = false;
        IsFixed = count > Probe.Size;
        isKept = !IsFixed;
        given = Math.Max(given, count);
    }

    /// <summary>True where the list's last page only makes sense as one of the size of earlier pages, although a smaller one was asked for.</summary>
    private bool SeemsLarger(PageWindow asked, PageMetadata facts, int count) => asked.Page > 0
        && asked.Size < given
        && facts.HasMore == false
        && (facts.Limit == given || facts.Total == ((long)asked.Page * given) + count);
}
