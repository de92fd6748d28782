namespace VocaFuse.Paging;

/// <summary>What is known about how the service treats the requested page size.</summary>
/// <remarks>
/// <code>
/// state       response                                          next state
/// Unverified  full page, smaller than an earlier one            Honored
/// any         page in doubt (see PageSizeNegotiator.IsInDoubt)  Measuring
/// any         more entries than requested, page 0               Fixed
/// any         more entries than requested, later page           Measuring
/// Measuring   page 0 of the size in doubt: gives the maximum    Probing
/// Probing     page 0 of size 1: one entry                       Honored
/// </code>
/// </remarks>
internal enum PageSizeState
{
    /// <summary>Nothing contradicts the requested sizes so far.</summary>
    Unverified,

    /// <summary>The next request is the first page of the size in doubt, to see whether the service caps it.</summary>
    Measuring,

    /// <summary>The next request is the first page of size 1, to see whether the service ignores the size.</summary>
    Probing,

    /// <summary>The service returns the requested size, up to a maximum.</summary>
    Honored,

    /// <summary>The service ignores the requested size; all pages have the same one.</summary>
    Fixed,
}
