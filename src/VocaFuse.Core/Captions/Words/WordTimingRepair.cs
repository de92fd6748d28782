namespace VocaFuse.Captions;

/// <summary>Computes a plausible start and end for every word of a transcription.</summary>
internal static class WordTimingRepair
{
    /// <summary>The assumed rate of speech and of reading, in characters per second.</summary>
    public const int CharactersPerSecond = 15;

    /// <summary>The maximum time: longer than any recording, and short enough for the two digits of hours in SubRip.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>Gets the start and the end of each word in milliseconds; empty if no word has a time.</summary>
    /// <remarks>
    /// No word ends before it starts or after the next one starts. Words without a usable time are placed between their neighbors,
    /// and words with the same start, such as words with the times of their whole segment, are distributed over that time.
    /// Example: with the starts unknown, 1.0, unknown, 1.0 and 3.0, the second to fourth word are one group and share the time from 1.0
    /// to the end of the group, at most 3.0. The first word is placed before 1.0, by its estimated length.
    /// </remarks>
    public static List<(long Start, long End)> Repair(IReadOnlyList<TranscriptionWord> words)
    {
        var times = new List<(long, long)>();
        var known = Groups(words);
        if (known.Count == 0)
        {
            return times;
        }

        var placedUntil = Math.Max(0, known[0].Start - Estimate(words, 0, known[0].First));
        for (var k = 0; k < known.Count; k++)
        {
            // The words before the next known time follow each other, faster if the time is too short.
            var (start, end, first, last) = known[k];
            end = end == start && last > first ? start + Estimate(words, first, last + 1) : end;
            Spread(first, placedUntil, start);
            placedUntil = Math.Min(end, k + 1 < known.Count ? known[k + 1].Start : long.MaxValue);
            Spread(last + 1, start, placedUntil, placedUntil - start);
        }

        Spread(words.Count, placedUntil, long.MaxValue);
        return times;

        // Distributes a time over the words up to an index, in proportion to their length.
        void Spread(int to, long from, long limit, long? duration = null)
        {
            var estimate = Estimate(words, times.Count, to);
            var available = duration ?? Math.Min(estimate, limit - from);
            for (long done = 0; times.Count < to;)
            {
                var begin = from + (available * done / estimate);
                done += Estimate(words[times.Count]);
                times.Add((begin, from + (available * done / estimate)));
            }
        }
    }

    /// <summary>
    /// Groups the words with usable start times by that time. Gets the time of each group, and the indexes of its first and last word.
    /// </summary>
    private static List<(long Start, long End, int First, int Last)> Groups(IReadOnlyList<TranscriptionWord> words)
    {
        var groups = new List<(long Start, long End, int First, int Last)>();
        var starts = words.Select(word =>
            word.StartTime is { } start && start >= TimeSpan.Zero && start <= Latest ? Milliseconds(start) : (long?)null);
        foreach (var i in StartTimes.InOrder([.. starts]))
        {
            var start = Milliseconds(words[i].StartTime!.Value);
            var end = words[i].EndTime is { } stated && stated >= words[i].StartTime && stated <= Latest
                ? Milliseconds(stated)
                : (long?)null;
            if (groups.Count > 0 && groups[^1].Start == start)
            {
                groups[^1] = (start, Math.Max(groups[^1].End, end ?? groups[^1].End + Estimate(words[i])), groups[^1].First, i);
            }
            else
            {
                groups.Add((start, end ?? start + Estimate(words[i]), i, i));
            }
        }

        return groups;
    }

    /// <summary>Estimates the time to say the words of a range, in milliseconds.</summary>
    private static long Estimate(IReadOnlyList<TranscriptionWord> words, int from, int to) =>
        Enumerable.Range(from, to - from).Sum(i => Estimate(words[i]));

    private static long Estimate(TranscriptionWord word) => Math.Max(1, word.Word.Length) * 1000L / CharactersPerSecond;

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
