namespace VocaFuse.Paging;

/// <summary>Which page sizes a service gives, whatever it says of them, and which windows can be asked for therefore.</summary>
/// <remarks>
/// A service may cut the size it is asked for, or ignore it, and tell neither. Its page then stands elsewhere, too: a second
/// page begins where a first one of its own size ends. So a page has its place only where its size is beyond doubt; any
/// other is asked for again, in a size that the service has given before.
/// </remarks>
internal sealed class PageSizes(int wanted)
{
    /// <summary>The largest page that came. Any size up to it is one that the service keeps to.</summary>
    private int given;

    /// <summary>The largest size that may be worth asking for.</summary>
    private int largest = VoiceNoteQuery.MaximumPageSize;

    private bool isInDoubt;

    /// <summary>True where all pages have one size, that of the largest that came, and cannot overlap.</summary>
    public bool IsFixed { get; set; }

    /// <summary>The size to ask for where nothing speaks against it.</summary>
    public int Usual => IsFixed && given > 0 ? given : Math.Min(wanted, Largest);

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
    public PageWindow? Locate(PageWindow asked, PageFacts facts, int count)
    {
        var isLast = facts.HasMore == false && facts.Total == asked.Start + count;
        if (count == 0 || (isLast && count <= asked.Size))
        {
            return asked;
        }

        if (count > asked.Size || IgnoresSize(asked, facts, count))
        {
            IsFixed = true;
            given = Math.Max(given, count);
            return asked.Page == 0 ? new PageWindow(0, given) : null;
        }

        // Of a size that was given before, only the list can be short.
        var isKept = count == asked.Size || asked.Size <= given;
        given = Math.Max(given, count);
        if (isKept)
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

    /// <summary>True where the list's last page only makes sense as one of the size of earlier pages, although a smaller one was asked for.</summary>
    private bool IgnoresSize(PageWindow asked, PageFacts facts, int count) => asked.Page > 0
        && asked.Size < given
        && facts.HasMore == false
        && (facts.Limit == given || facts.Total == ((long)asked.Page * given) + count);
}
