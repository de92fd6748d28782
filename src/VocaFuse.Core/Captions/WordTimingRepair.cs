namespace VocaFuse.Captions;

/// <summary>Gives every word of a transcription a start and an end that are plausible.</summary>
internal static class WordTimingRepair
{
    /// <summary>The pace of speech, and of reading, if nothing else is known.</summary>
    public const int CharactersPerSecond = 15;

    /// <summary>Longer than any recording, and short enough for SubRip, which has two digits for hours.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>Gets the start and the end of each word in milliseconds; empty if no word has a time.</summary>
    /// <remarks>
    /// No word ends before it starts or after the next one starts. Words without a usable time are put between their neighbours, and
    /// words that have the same start, such as those that got the times of their whole segment, are spread over that time.
    /// </remarks>
    public static List<(long Start, long End)> Repair(IReadOnlyList<TranscriptionWord> words)
    {
        var times = new List<(long, long)>();
        var known = Groups(words);
        if (known.Count == 0)
        {
            return times;
        }

        var now = Math.Max(0, known[0].Start - Estimate(words, 0, known[0].First));
        for (var k = 0; k < known.Count; k++)
        {
            // The words before the next known time follow each other from now, faster if there is not time enough.
            var (start, end, first, last) = known[k];
            end = end == start && last > first ? start + Estimate(words, first, last + 1) : end;
            Spread(first, now, start);
            now = Math.Min(end, k + 1 < known.Count ? known[k + 1].Start : long.MaxValue);
            Spread(last + 1, start, now, now - start);
        }

        Spread(words.Count, now, long.MaxValue);
        return times;

        // Gives times to the words up to an index, in proportion to their length.
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

    /// <summary>Gets the words with usable start times, those with the same one together, and the time that they take.</summary>
    private static List<(long Start, long End, int First, int Last)> Groups(IReadOnlyList<TranscriptionWord> words)
    {
        var groups = new List<(long Start, long End, int First, int Last)>();
        var starts = words.Select(word =>
            word.StartTime is { } start && start >= TimeSpan.Zero && start <= Latest ? Milliseconds(start) : (long?)null);
        foreach (var i in StartTimes.InOrder([.. starts]))
        {
            var start = Milliseconds(words[i].StartTime!.Value);
            var end = words[i].EndTime is { } told && told >= words[i].StartTime && told <= Latest ? Milliseconds(told) : (long?)null;
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

    private static long Estimate(TranscriptionWord word) => Math.Max(1, word.Word.Length) * 1000L / CharactersPerSecond;

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
