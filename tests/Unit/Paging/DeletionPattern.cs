namespace VocaFuse.Unit.Paging;

/// <summary>Which of the listed entries the reader deletes: every nth, once the given number of later ones has been read.</summary>
internal sealed record DeletionPattern(int EveryNth, int Lag)
{
    public static readonly DeletionPattern None = new(0, 0);
}
