namespace VocaFuse.Paging;

/// <summary>A page number and a page size. Page 1 of size 99 shows the positions 99 to 197 of the list.</summary>
internal readonly record struct PageWindow(int Page, int Size)
{
    /// <summary>The position of the first entry.</summary>
    public long Start => (long)Page * Size;

    /// <summary>The position after the last entry.</summary>
    public long End => Start + Size;

    /// <summary>
    /// The window that shows the entry at a position and as many as possible after it. A window starts at a multiple of its
    /// size, but any size can be requested: for position 99, page 1 of size 99 starts exactly there, while page 0 of size
    /// 100 shows nothing after it.
    /// </summary>
    /// <param name="position">A position already read; negative before the first entry.</param>
    /// <param name="size">The preferred size.</param>
    /// <param name="largest">The largest size that can be requested.</param>
    public static PageWindow Covering(long position, int size, int largest)
    {
        if (position < 0)
        {
            return new(0, size);
        }

        var smallest = Math.Max(1, size / 2);
        var window = Enumerable.Range(smallest, size - smallest + 1).Reverse()
            .Select(candidate => At(position, candidate)).MaxBy(static candidate => candidate.End);

        // All small windows may end with this entry, such as those of size 1 to 3 for position 5; a larger one shows more.
        for (var larger = size + 1; larger <= largest && window.End <= position + 1; larger++)
        {
            window = At(position, larger);
        }

        return window;
    }

    /// <summary>The smallest window that shows a number of entries from a position on; null if none up to the given size does.</summary>
    public static PageWindow? Holding(long position, long count, int size)
    {
        for (var candidate = count; candidate <= size; candidate++)
        {
            var window = At(position, (int)candidate);
            if (window.End >= position + count)
            {
                return window;
            }
        }

        return null;
    }

    /// <summary>The window of a size that contains a position.</summary>
    public static PageWindow At(long position, int size) => new((int)(position / size), size);
}
