namespace VocaFuse.Unit.Paging;

/// <summary>What a fake service reports about its pages.</summary>
[Flags]
public enum TotalsReporting
{
    Nothing = 0,
    Total = 1,
    Limit = 2,
    HasMore = 4,
    All = 7,
}
