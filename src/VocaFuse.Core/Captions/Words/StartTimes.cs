namespace VocaFuse.Captions;

/// <summary>Finds the plausible start times.</summary>
internal static class StartTimes
{
    /// <summary>
    /// Gets the indexes of the longest non-decreasing subsequence of times; of several that are equally long, the one with the
    /// smallest difference between its first and last time.
    /// </summary>
    /// <remarks>
    /// This omits wrong times, whether they are too late or too early. In 1, 500, 2, 3 the 500 is omitted; in 10, 0, 11, 0, 12
    /// both 10, 11, 12 and 0, 0, 12 have three times, and 10, 11, 12 is used. For each time, the best subsequence that ends with
    /// it extends the best one among the times before it that are not later; a Fenwick tree over the ranks of the times finds that
    /// one in logarithmic time.
    /// <code>
    /// time       10   0    11   0    12
    /// length     1    1    2    2    3
    /// first      10   0    10   0    10
    /// previous   -    -    10   0    11
    /// </code>
    /// </remarks>
    /// <param name="times">The times; null for those that are unknown.</param>
    public static List<int> InOrder(IReadOnlyList<long?> times)
    {
        var sorted = times.Where(time => time is not null).Select(time => time!.Value).Distinct().Order().ToList();
        var best = new (int Length, long First, int Last)[sorted.Count + 1];
        var previous = new int[times.Count];
        (int Length, long Span, int Last) longest = (0, 0, -1);
        for (var i = 0; i < times.Count; i++)
        {
            if (times[i] is not { } time)
            {
                continue;
            }

            var rank = sorted.BinarySearch(time) + 1;
            (int Length, long First, int Last) before = (0, time, -1);
            for (var k = rank; k > 0; k -= k & -k)
            {
                before = best[k].Length > 0 && IsBetter(best[k], before) ? best[k] : before;
            }

            previous[i] = before.Last;
            (int Length, long First, int Last) extended = (before.Length + 1, before.First, i);
            for (var k = rank; k < best.Length; k += k & -k)
            {
                best[k] = IsBetter(extended, best[k]) ? extended : best[k];
            }

            var span = time - before.First;
            if (extended.Length > longest.Length || (extended.Length == longest.Length && span < longest.Span))
            {
                longest = (extended.Length, span, i);
            }
        }

        var indexes = new List<int>();
        for (var i = longest.Last; i >= 0; i = previous[i])
        {
            indexes.Add(i);
        }

        indexes.Reverse();
        return indexes;
    }

    private static bool IsBetter((int Length, long First, int Last) one, (int Length, long First, int Last) other) =>
        one.Length > other.Length || (one.Length == other.Length && one.First > other.First);
}
