using VocaFuse.Paging;

namespace VocaFuse;

/// <summary>A list of the service that is read page by page while it is enumerated. Each enumeration starts again.</summary>
/// <typeparam name="T">The type of the entries.</typeparam>
public sealed class Listing<T> : IAsyncEnumerable<T>
    where T : class
{
    private readonly PageEnumerator<T> pages;
    private readonly IAsyncEnumerable<T> entries;

    internal Listing(PageEnumerator<T> pages, IAsyncEnumerable<T> entries)
    {
        this.pages = pages;
        this.entries = entries;
    }

    /// <summary>
    /// Gets the number of entries of the whole list, by the latest response; null before the first response, and if the service
    /// does not report it. Entries that the query skips or omits are included, and others may change the list at any time.
    /// </summary>
    public long? Total => pages.Total;

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        entries.GetAsyncEnumerator(cancellationToken);
}
