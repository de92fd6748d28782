namespace VocaFuse.Unit.Paging;

/// <summary>The properties of its pages that a fake service reports.</summary>
[Flags]
public enum TotalsReporting
{
    Nothing = 0,
    Total = 1,
    Limit = 2,
    HasMore = 4,
    All = 7,
}
