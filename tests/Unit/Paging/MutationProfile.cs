namespace VocaFuse.Unit.Paging;

/// <summary>The random changes of a list while it is read.</summary>
/// <param name="Probability">The probability of a change before each response.</param>
/// <param name="InsertionShare">The share of changes that insert entries; the others delete some.</param>
/// <param name="MaximumCount">The maximum number of entries in one change.</param>
/// <param name="MaximumChanges">The maximum number of changes.</param>
internal sealed record MutationProfile(double Probability, double InsertionShare, int MaximumCount, int MaximumChanges)
{
    public static readonly MutationProfile None = new(0, 0, 0, 0);
}
