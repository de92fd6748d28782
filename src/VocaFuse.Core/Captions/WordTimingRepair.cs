namespace VocaFuse.Captions;

/// <summary>Gives every word of a transcription a start and an end that are plausible.</summary>
internal static class WordTimingRepair
{
    /// <summary>The pace of speech, and of reading, if nothing else is known.</summary>
    public const int CharactersPerSecond = 15;

    /// <summary>Longer than any recording, and short enough for SubRip, which has two digits for hours.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>Gets the start and the end of each word in milliseconds; empty if no word has a time.</summary>
    /// <remarks>No word ends before it starts or after the next one starts. Words without a usable time are put between their neighbours.</remarks>
    public static List<(long Start, long End)> Repair(IReadOnlyList<TranscriptionWord> words)
    {
        var times = new List<(long, long)>();
        var known = InOrder(words);
        if (known.Count == 0)
        {
            return times;
        }

        var now = Math.Max(0, StartOf(known[0]) - Estimate(words, 0, known[0]));
        for (var k = 0; k <= known.Count; k++)
        {
            // The words before the next known time follow each other from now, faster if there is not time enough.
            var next = k < known.Count ? known[k] : words.Count;
            var nextStart = k < known.Count ? StartOf(next) : long.MaxValue;
            var estimate = Estimate(words, times.Count, next);
            var available = Math.Min(estimate, nextStart - now);
            for (long done = 0; times.Count < next;)
            {
                var start = now + (available * done / estimate);
                done += Estimate(words[times.Count]);
                times.Add((start, now + (available * done / estimate)));
            }

            if (k < known.Count)
            {
                now = Math.Min(EndOf(words[next]), k + 1 < known.Count ? StartOf(known[k + 1]) : long.MaxValue);
                times.Add((nextStart, now));
            }
        }

        return times;

        long StartOf(int index) => Milliseconds(words[index].StartTime!.Value);
    }

    private static long EndOf(TranscriptionWord word) => word.EndTime is { } end && end >= word.StartTime && end <= Latest
        ? Milliseconds(end)
        : Milliseconds(word.StartTime!.Value) + Estimate(word);

    /// <summary>Gets the indexes of the words whose start times are used: the longest non-decreasing subsequence of them.</summary>
    /// <remarks>
    /// One wrong time is left out, whether it is ahead or behind. Of the start times 1, 500, 2, 3 the words at 1, 2 and 3 are
    /// used. The algorithm keeps one tail per length: <c>tails[n]</c> is the word with the smallest start time that ends a subsequence of
    /// length n + 1, and each word follows the last tail that is not later.
    /// <code>
    /// start      1    500      2      3
    /// tails      1    1 500    1 2    1 2 3
    /// follows    -    1        1      2
    /// </code>
    /// </remarks>
    private static List<int> InOrder(IReadOnlyList<TranscriptionWord> words)
    {
        var previous = new int[words.Count];
        var tails = new List<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartTime is not { } start || start < TimeSpan.Zero || start > Latest)
            {
                continue;
            }

            int low = 0, high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = words[tails[middle]].StartTime <= start ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low < tails.Count)
            {
                tails[low] = i;
            }
            else
            {
                tails.Add(i);
            }
        }

        var used = new List<int>();
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = previous[i])
        {
            used.Add(i);
        }

        used.Reverse();
        return used;
    }

    /// <summary>Gets the time that it takes to say the words of a range, in milliseconds.</summary>
    private static long Estimate(IReadOnlyList<TranscriptionWord> words, int from, int to)
    {
        long time = 0;
        for (var i = from; i < to; i++)
        {
            time += Estimate(words[i]);
        }

        return time;
    }

    private static long Estimate(TranscriptionWord word) => Math.Max(1, word.Word?.Length ?? 0) * 1000L / CharactersPerSecond;

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
