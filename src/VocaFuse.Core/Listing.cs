using VocaFuse.Paging;

namespace VocaFuse;

/// <summary>A list of the service, read page by page while it is enumerated; each enumeration begins anew.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class Listing<T> : IAsyncEnumerable<T>
    where T : class
{
    private readonly PageEnumerator<T> loop;
    private readonly IAsyncEnumerable<T> entries;

    internal Listing(PageEnumerator<T> loop, IAsyncEnumerable<T> entries)
    {
        this.loop = loop;
        this.entries = entries;
    }

    /// <summary>
    /// How many entries the whole list has, by the latest page, those included that the query passes over or leaves out;
    /// null before the first page has come, and where the service does not tell. Others may change it at any time.
    /// </summary>
    public long? Total => loop.Total;

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => entries.GetAsyncEnumerator(cancellationToken);
}
