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
        var best = At(Math.Max(0, offset), size);
        for (var other = size - 1; other >= Math.Max(1, size / 2) && other > best.End - offset; other--)
        {
            best = Further(best, At(offset, other));
        }

        // Small pages can all end at this very entry. Larger ones get further.
        for (var wider = size + 1; wider <= largest && best.End <= offset + 1; wider++)
        {
            best = Further(best, At(offset, wider));
        }

        return best;
    }

    /// <summary>The smallest window that holds a number of entries from an offset on; null where none of the size asked for does.</summary>
    public static PageWindow? Holding(long offset, long count, int size)
    {
        for (var other = count; other <= size; other++)
        {
            var window = At(offset, (int)other);
            if (window.End >= offset + count)
            {
                return window;
            }
        }

        return null;
    }

    /// <summary>The window of a size in which an offset lies.</summary>
    public static PageWindow At(long offset, int size) => new((int)(offset / size), size);

    private static PageWindow Further(PageWindow one, PageWindow other) => other.End > one.End ? other : one;
}
