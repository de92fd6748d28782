namespace VocaFuse.Paging;

/// <summary>One page of a list, as received.</summary>
internal sealed class Page<T>
{
    public required List<T> Items { get; init; }

    public PageMetadata Metadata { get; init; } = new();
}
