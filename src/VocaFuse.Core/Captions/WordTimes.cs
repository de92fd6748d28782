namespace VocaFuse.Captions;

/// <summary>The times of a transcription's words, made whole: each word has some, and none runs backwards or into the next.</summary>
internal static class WordTimes
{
    /// <summary>How many characters of speech take a second where nothing else tells.</summary>
    public const int CharactersPerSecond = 15;

    /// <summary>Later than any recording, and early enough for the two digits that SubRip has for hours.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>Start and end of each word in milliseconds; null where no word has a time.</summary>
    public static (long Start, long End)[]? Of(IReadOnlyList<TranscriptionWord> words)
    {
        var known = InOrder(words);
        if (known.Count == 0)
        {
            return null;
        }

        var times = new (long Start, long End)[words.Count];
        for (var k = 0; k < known.Count; k++)
        {
            var word = words[known[k]];
            var start = Milliseconds(word.StartTime!.Value);
            var end = word.EndTime is { } told && told >= word.StartTime && told <= Latest ? Milliseconds(told) : start + Estimate(words, known[k], known[k] + 1);
            times[known[k]] = (start, k + 1 == known.Count ? end : Math.Min(end, Milliseconds(words[known[k + 1]].StartTime!.Value)));
        }

        var first = times[known[0]].Start;
        Fill(words, times, 0, known[0], Math.Max(0, first - Estimate(words, 0, known[0])), first);
        for (var k = 0; k < known.Count; k++)
        {
            var isLast = k + 1 == known.Count;
            Fill(words, times, known[k] + 1, isLast ? words.Count : known[k + 1], times[known[k]].End, isLast ? long.MaxValue : times[known[k + 1]].Start);
        }

        return times;
    }

    /// <summary>
    /// The indexes of the words whose starts are believed: the longest row of them that never goes back. One word with a
    /// time far ahead is left out by this, rather than pulling all that follow along.
    /// </summary>
    private static List<int> InOrder(IReadOnlyList<TranscriptionWord> words)
    {
        var before = new int[words.Count];
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

            before[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var row = new List<int>(tails.Count);
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = before[i])
        {
            row.Add(i);
        }

        row.Reverse();
        return row;
    }

    /// <summary>Sets words without times between two moments: one after the other from the first, and faster where time is short.</summary>
    private static void Fill(IReadOnlyList<TranscriptionWord> words, (long Start, long End)[] times, int from, int to, long start, long end)
    {
        var estimate = Estimate(words, from, to);
        var span = Math.Min(estimate, end - start);
        long done = 0;
        for (var i = from; i < to; i++)
        {
            var begin = start + (span * done / estimate);
            done += Estimate(words, i, i + 1);
            times[i] = (begin, start + (span * done / estimate));
        }
    }

    /// <summary>How long it takes to say some of the words, in milliseconds.</summary>
    private static long Estimate(IReadOnlyList<TranscriptionWord> words, int from, int to)
    {
        long time = 0;
        for (var i = from; i < to; i++)
        {
            time += Math.Max(1, words[i].Word?.Length ?? 0) * 1000L / CharactersPerSecond;
        }

        return time;
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
