namespace VocaFuse.Paging;

/// <summary>Detects which page sizes the service really uses, and chooses the windows that can be requested with them.</summary>
/// <remarks>
/// A service may cap or ignore the requested size without saying so. Its pages then start elsewhere: with a cap of 50, page 1
/// of size 100 starts at 50 instead of 100. Only the position of page 0 is certain. A page that leaves the size in doubt is
/// discarded, and page 0 shows the size that the service uses.
/// <code>
/// State       Page received                            Next state
/// any         page 0, larger than requested            Fixed to its size
/// any         page 0, short, but more entries follow   Measuring page 0 of size 1: is its size a maximum, or fixed?
/// any         later page that is in doubt              Measuring page 0 of the same size
/// Measuring   page 0, otherwise                        AsRequested
/// </code>
/// </remarks>
internal sealed class PageSizeNegotiator(int requested)
{
    private PageSizeState state;

    /// <summary>The largest size to request; in state Fixed the size of all pages.</summary>
    private int largest = VoiceNoteQuery.MaximumPageSize;

    /// <summary>The largest size that was checked with page 0. A short page of at most this size means that the list ended.</summary>
    private int confirmed;

    /// <summary>The size of the page 0 to request in state Measuring.</summary>
    private int measuredSize;

    /// <summary>How far the position can move back so that two of the largest windows still adjoin.</summary>
    public long BackwardStep => (largest + 1) / 2;

    /// <summary>The window to request next in state Measuring; null in the others.</summary>
    public PageWindow? Measurement => state == PageSizeState.Measuring ? new(0, measuredSize) : null;

    private int PreferredSize => state == PageSizeState.Fixed ? largest : Math.Min(requested, largest);

    /// <summary>The single window that shows a number of entries from a position on; null if there is none.</summary>
    public PageWindow? Holding(long position, long count) =>
        state == PageSizeState.Fixed ? null : PageWindow.Holding(position, count, PreferredSize);

    /// <summary>The window that shows the entry at a position, if a window can overlap there, and what follows it.</summary>
    public PageWindow After(long position, bool isCatchingUp)
    {
        var window = PageWindow.Covering(position, isCatchingUp ? largest : PreferredSize, largest);
        return state == PageSizeState.Fixed || window.End <= position + 1 ? PageWindow.At(position + 1, PreferredSize) : window;
    }

    /// <summary>Updates the state from a response. Returns false if the page must be discarded.</summary>
    /// <param name="window">The window that was requested.</param>
    /// <param name="metadata">The metadata of the page.</param>
    /// <param name="count">The number of entries received.</param>
    /// <param name="isConnected">True if the page shows an entry that was read before.</param>
    public bool Accept(PageWindow window, PageMetadata metadata, int count, bool isConnected)
    {
        var isMeasurement = state == PageSizeState.Measuring;
        if (window.Page == 0)
        {
            AcceptFirst(window, metadata, count);
        }
        else if (IsInDoubt(window, metadata, count, isConnected))
        {
            (state, measuredSize) = (PageSizeState.Measuring, window.Size);
        }
        else
        {
            confirmed = Math.Max(confirmed, count);
        }

        return !isMeasurement && state != PageSizeState.Measuring;
    }

    private void AcceptFirst(PageWindow window, PageMetadata metadata, int count)
    {
        if (count > window.Size)
        {
            (state, largest) = (PageSizeState.Fixed, count);
        }
        else if (count > 0 && count < window.Size && window.Size > confirmed && metadata.HasMoreAfter(window, count))
        {
            (state, largest, measuredSize) = (PageSizeState.Measuring, count, 1);
        }
        else if (state == PageSizeState.Measuring)
        {
            state = PageSizeState.AsRequested;
        }

        confirmed = Math.Max(confirmed, Math.Max(count, window.Size));
    }

    /// <summary>True if a page after page 0 does not prove that it starts at the requested position.</summary>
    private bool IsInDoubt(PageWindow window, PageMetadata metadata, int count, bool isConnected)
    {
        // The end of the list is certain if has_more agrees with the total, or with a page that shows a known entry.
        var end = window.Start + count;
        var isEnd = metadata.HasMore == false && (isConnected || (count == 0 ? metadata.Total <= end : metadata.Total == end));
        var isLast = count < window.Size || metadata.HasMore == false;
        return count > window.Size || (isLast && !isEnd && window.Size > confirmed);
    }
}
