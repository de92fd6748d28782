namespace VocaFuse.Paging;

/// <summary>One page as it came.</summary>
internal sealed class Page<T>
{
    /// <summary>Null until a list was found in the answer.</summary>
    public List<T>? Items { get; set; }

    public PageMetadata Metadata { get; } = new();
}
