namespace VocaFuse.Paging;

/// <summary>The states of <see cref="PageSizeNegotiator"/>, whose remarks contain the transitions.</summary>
internal enum PageSizeState
{
    /// <summary>The service returns the requested size, up to a maximum.</summary>
    AsRequested,

    /// <summary>A page contradicts the requested size: the next request is page 0 of a size, to see what the service returns.</summary>
    Measuring,

    /// <summary>The service ignores the requested size, and all pages have the same one.</summary>
    Fixed,
}
