namespace VocaFuse.Paging;

/// <summary>Finds out which page sizes the service really uses, and chooses the windows that can be requested with them.</summary>
/// <remarks>
/// A service may cap or ignore the requested size without saying so. Its pages then start elsewhere: with a cap of 50, page 1
/// of size 100 starts at 50 instead of 100. A page whose position is in doubt is discarded and requested again after two
/// requests for the start of the list have measured the service. If service and list behave as documented, this never happens.
/// </remarks>
internal sealed class PageSizeNegotiator(int requested)
{
    /// <summary>The largest size to request: the service's maximum, as far as it is known. In state Fixed, the size of all pages.</summary>
    private int largest = VoiceNoteQuery.MaximumPageSize;

    /// <summary>The most entries received in one page. If no more are requested, a short page means that the list ended.</summary>
    private int confirmed;

    /// <summary>The size of the page that was in doubt last.</summary>
    private int inDoubt;

    private PageSizeState state;

    /// <summary>The size to request normally.</summary>
    public int Usual => state == PageSizeState.Fixed ? largest : Math.Min(requested, largest);

    /// <summary>How far the position can move back so that two of the largest windows still adjoin.</summary>
    public long BackwardStep => (largest + 1) / 2;

    /// <summary>The window to request next in order to measure the service; null if nothing is in doubt.</summary>
    public PageWindow? Measurement => state switch
    {
        PageSizeState.Measuring => new(0, inDoubt),
        PageSizeState.Probing => new(0, 1),
        _ => null,
    };

    /// <summary>The single window that shows a number of entries from a position on; null if there is none.</summary>
    public PageWindow? Holding(long position, long count) =>
        state == PageSizeState.Fixed ? null : PageWindow.Holding(position, count, Usual);

    /// <summary>The window that shows the entry at a position, if a window can overlap there, and what follows it.</summary>
    public PageWindow After(long position, bool isCatchingUp)
    {
        if (state != PageSizeState.Fixed)
        {
            var window = PageWindow.Covering(position, isCatchingUp ? largest : Usual, largest);
            if (window.End > position + 1)
            {
                return window;
            }
        }

        return PageWindow.At(position + 1, Usual);
    }

    /// <summary>Learns from a response. False if the page has to be discarded, because its position is in doubt.</summary>
    /// <param name="window">The window that was requested.</param>
    /// <param name="metadata">What the response says about the page.</param>
    /// <param name="count">The number of entries received.</param>
    /// <param name="isConnected">Whether the page shows an entry read before; null if it need not.</param>
    public bool Accept(PageWindow window, PageMetadata metadata, int count, bool? isConnected)
    {
        var hasMore = metadata.HasMoreAfter(window, count);
        var isAccepted = false;
        if (count > window.Size)
        {
            state = window.Page == 0 ? PageSizeState.Fixed : PageSizeState.Measuring;
            largest = window.Page == 0 ? count : largest;
            inDoubt = window.Size;
        }
        else if (state == PageSizeState.Measuring)
        {
            state = PageSizeState.Probing;
            largest = count > 0 && count < window.Size && hasMore ? count : largest;
        }
        else if (state == PageSizeState.Probing)
        {
            state = PageSizeState.Honored;
        }
        else if (IsInDoubt(window, metadata, count, hasMore, isConnected))
        {
            state = PageSizeState.Measuring;
            inDoubt = window.Size;
        }
        else
        {
            var isSmallerPage = count == window.Size && count < confirmed && hasMore;
            state = isSmallerPage && state == PageSizeState.Unverified ? PageSizeState.Honored : state;
            isAccepted = true;
        }

        confirmed = Math.Max(confirmed, count);
        return isAccepted;
    }

    private bool IsInDoubt(PageWindow window, PageMetadata metadata, int count, bool hasMore, bool? isConnected)
    {
        // Capped pages start earlier than requested, so the requested position is after the end of the list too.
        var isShort = count < window.Size && window.Size > confirmed && (count > 0 || state == PageSizeState.Unverified);
        if (window.Page == 0)
        {
            return isShort && hasMore;
        }

        // The end of the list is beyond doubt if has_more agrees with the total, or with a page that shows a known entry.
        var end = window.Start + count;
        var isAtTotal = count == 0 ? metadata.Total <= end : metadata.Total == end;
        var isEnd = metadata.HasMore == false && (isAtTotal || isConnected == true);
        var contradictsTotal = metadata.HasMore == false && metadata.Total is not null && !isEnd;
        return (isShort && !isEnd) || (state == PageSizeState.Unverified && (isConnected == false || contradictsTotal));
    }
}
