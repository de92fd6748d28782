namespace VocaFuse.Paging;

/// <summary>A stretch of the list as the service counts it: page number and page size.</summary>
internal readonly record struct PageWindow(int Page, int Size)
{
    /// <summary>The offset of its first entry.</summary>
    public long Start => (long)Page * Size;

    /// <summary>The offset behind its last entry.</summary>
    public long End => Start + Size;

    /// <summary>
    /// The window that holds the entry at an offset and reaches as far behind it as can be. The service only knows whole
    /// pages, but any size of them: for the entry at 99, page 1 of 99 entries begins right there.
    /// </summary>
    /// <param name="offset">The offset of an entry that has been read already; less than 0 where there is none.</param>
    /// <param name="size">The size asked for.</param>
    /// <param name="largest">The largest size the service takes.</param>
    public static PageWindow Covering(long offset, int size, int largest)
    {
        if (offset < 0)
        {
            return new PageWindow(0, size);
        }

        var best = Best(offset, Math.Max(1, size / 2), size);
        if (best.End - offset < 2)
        {
            // Small pages can all end at this very entry. Larger ones get further; one of them always does.
            for (var wider = size + 1; wider <= largest && best.End - offset < 2; wider++)
            {
                best = new PageWindow((int)(offset / wider), wider);
            }
        }

        return best;
    }

    private static PageWindow Best(long offset, int smallest, int largest)
    {
        var best = new PageWindow((int)(offset / largest), largest);
        for (var size = largest - 1; size >= smallest && size > best.End - offset; size--)
        {
            var candidate = new PageWindow((int)(offset / size), size);
            if (candidate.End > best.End)
            {
                best = candidate;
            }
        }

        return best;
    }
}
