namespace VocaFuse.Paging;

/// <summary>One page of a list, as received.</summary>
internal sealed class Page<T>
{
    /// <summary>Gets or sets the entries; null until the list has been found in the response.</summary>
    public List<T>? Items { get; set; }

    public PageMetadata Metadata { get; } = new();
}
