namespace VocaFuse.Paging;

/// <summary>Detects which page sizes the service really uses, and chooses the windows that can be requested with them.</summary>
/// <remarks>
/// A service may cap or ignore the requested size without saying so. Its pages then start elsewhere: with a cap of 50, page 1
/// of size 100 starts at 50 instead of 100. Only the position of page 0 is certain, so if any other page is shorter than
/// requested and not certainly the last one, it is discarded, and page 0 of the same size shows the size that the service uses.
/// </remarks>
internal sealed class PageSizeNegotiator(int requested)
{
    /// <summary>The largest size to request. If <see cref="isFixed"/>, the size of all pages.</summary>
    private int largest = VoiceNoteQuery.MaximumPageSize;

    /// <summary>True if the service ignores the requested size.</summary>
    private bool isFixed;

    /// <summary>The largest size that the service is known to use. Up to this size, a short page means that the list ended.</summary>
    private int confirmed;

    /// <summary>The size whose page 0 is requested next; null if nothing is in doubt.</summary>
    private int? inDoubt;

    /// <summary>How far the position can move back so that two of the largest windows still adjoin.</summary>
    public long BackwardStep => (largest + 1) / 2;

    /// <summary>The window to request next in order to measure the service; null if nothing is in doubt.</summary>
    public PageWindow? Measurement => inDoubt is { } size ? new(0, size) : null;

    private int Usual => isFixed ? largest : Math.Min(requested, largest);

    /// <summary>The single window that shows a number of entries from a position on; null if there is none.</summary>
    public PageWindow? Holding(long position, long count) => isFixed ? null : PageWindow.Holding(position, count, Usual);

    /// <summary>The window that shows the entry at a position, if a window can overlap there, and what follows it.</summary>
    public PageWindow After(long position, bool isCatchingUp)
    {
        var window = PageWindow.Covering(position, isCatchingUp ? largest : Usual, largest);
        return isFixed || window.End <= position + 1 ? PageWindow.At(position + 1, Usual) : window;
    }

    /// <summary>Learns from a response. False if the page has to be discarded.</summary>
    /// <param name="window">The window that was requested.</param>
    /// <param name="metadata">The metadata of the page.</param>
    /// <param name="count">The number of entries received.</param>
    /// <param name="isConnected">True if the page shows an entry that was read before.</param>
    public bool Accept(PageWindow window, PageMetadata metadata, int count, bool isConnected)
    {
        var isMeasurement = inDoubt is not null;
        var isShort = count < window.Size && window.Size > confirmed;
        inDoubt = null;
        if (window.Page == 0)
        {
            confirmed = Math.Max(confirmed, Math.Max(count, window.Size));
            if (count > window.Size)
            {
                (isFixed, largest) = (true, count);
            }
            else if (isShort && count > 0 && metadata.HasMoreAfter(window, count))
            {
                // The size is capped or ignored; a page of size 1 shows which.
                (largest, inDoubt) = (count, 1);
            }

            return !isMeasurement && inDoubt is null;
        }

        // The end of the list is certain if has_more agrees with the total, or with a page that shows a known entry.
        var end = window.Start + count;
        var isEnd = metadata.HasMore == false && (isConnected || (count == 0 ? metadata.Total <= end : metadata.Total == end));
        var contradictsTotal = metadata is { HasMore: false, Total: not null } && window.Size > confirmed;
        inDoubt = count > window.Size || ((isShort || contradictsTotal) && !isEnd) ? window.Size : null;
        confirmed = inDoubt is null ? Math.Max(confirmed, count) : confirmed;
        return inDoubt is null;
    }
}
