using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>What a model service tells of its pages.</summary>
[Flags]
public enum TotalsReporting
{
    Nothing = 0,
    Total = 1,
    Limit = 2,
    HasMore = 4,
    All = 7,
}

/// <summary>
/// A service over a living list. Requests that are on their way at once are answered in any order, and the list may change
/// before each answer.
/// </summary>
/// <param name="list">The list.</param>
/// <param name="random">What happens when.</param>
/// <param name="told">What it tells of its pages.</param>
/// <param name="cap">The largest page it gives, whatever it is asked for.</param>
/// <param name="claimed">The page size it tells; null where it repeats what it was asked for.</param>
/// <param name="isFixed">True where all its pages have the largest size.</param>
/// <param name="isBehind">True where the total is that of the answer before.</param>
internal sealed class FakePagedService(MutatingList list, Random random, TotalsReporting told = TotalsReporting.All, int cap = 100, int? claimed = null, bool isFixed = false, bool isBehind = false)
{
    private readonly List<(PageWindow Window, TaskCompletionSource<Page<Entry>> Answer)> pending = [];

    private int? total;

    /// <summary>What was asked for, in order.</summary>
    public List<PageWindow> Asked { get; } = [];

    /// <summary>How many requests were on their way at once at the most.</summary>
    public int MostPending { get; private set; }

    /// <summary>The list as it was when each of the first answers was made.</summary>
    public List<IReadOnlyList<Entry>> AtFirstAnswers { get; } = [];

    public Task<Page<Entry>> FetchAsync(PageWindow window, CancellationToken cancellationToken)
    {
        Assert.InRange(window.Size, 1, 100);
        var answer = new TaskCompletionSource<Page<Entry>>();
        cancellationToken.Register(() => pending.RemoveAll(request => request.Answer == answer && answer.TrySetCanceled(cancellationToken)));
        Asked.Add(window);
        pending.Add((window, answer));
        MostPending = Math.Max(MostPending, pending.Count);
        return answer.Task;
    }

    /// <summary>Answers one of the requests that are on their way.</summary>
    public void AnswerOne()
    {
        list.Stir();
        if (pending.Count > 0)
        {
            var at = random.Next(pending.Count);
            var (window, answer) = pending[at];
            pending.RemoveAt(at);
            answer.SetResult(PageOf(window));
        }
    }

    private Page<Entry> PageOf(PageWindow window)
    {
        if (AtFirstAnswers.Count < 5)
        {
            AtFirstAnswers.Add([.. list.Entries]);
        }

        var (counted, now) = (total ?? list.Entries.Count, list.Entries.Count);
        total = now;
        counted = isBehind ? counted : now;
        var shown = window with { Size = isFixed ? cap : Math.Min(window.Size, cap) };
        return new Page<Entry>
        {
            Items = list.Page(shown.Start, shown.Size),
            Metadata =
            {
                Total = told.HasFlag(TotalsReporting.Total) ? counted : null,
                Limit = told.HasFlag(TotalsReporting.Limit) ? claimed ?? window.Size : null,
                HasMore = told.HasFlag(TotalsReporting.HasMore) ? shown.End < counted : null,
            },
        };
    }
}
