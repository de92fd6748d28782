namespace VocaFuse.Captions;

/// <summary>The times of a transcription's words, made whole: each word has some, and none runs backwards or into the next.</summary>
internal static class WordTimingRepair
{
    /// <summary>How many characters of speech take a second where nothing else tells.</summary>
    public const int CharactersPerSecond = 15;

    /// <summary>How many times longer than that a word may last without a doubt,</summary>
    private const int MostDrawl = 4;

    /// <summary>and this on top, for the short ones, in milliseconds: no caption lasts longer.</summary>
    private static readonly long Patience = (long)CaptionBuilder.MaximumDuration.TotalMilliseconds;

    /// <summary>
    /// What may be doubtful of one transcription, in milliseconds: more than people ever drawl. Without an end to it, a text
    /// that is said to last all day would be captions without number.
    /// </summary>
    private static readonly long MostDoubt = (long)TimeSpan.FromHours(4).TotalMilliseconds;

    /// <summary>Later than any recording, and early enough for the two digits that SubRip has for hours.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    /// <summary>Start and end of each word in milliseconds, one after the other; nothing where no word has a time.</summary>
    public static IEnumerable<(long Start, long End)> Of(IReadOnlyList<TranscriptionWord> words)
    {
        var known = InOrder(words);
        long now = 0;
        var doubt = MostDoubt;
        var i = 0;
        for (var k = 0; known.Count > 0 && k <= known.Count; k++)
        {
            // Words without times up to one that has some: one after the other from now, and faster where time is short.
            var next = k < known.Count ? known[k] : words.Count;
            var start = StartOf(words, known, k);
            var estimate = Estimate(words, i, next);
            now = k == 0 ? Math.Max(0, start - estimate) : now;
            var span = Math.Min(estimate, start - now);
            for (long done = 0; i < next; i++)
            {
                var begin = now + (span * done / estimate);
                done += Estimate(words[i]);
                yield return (begin, now + (span * done / estimate));
            }

            if (k < known.Count)
            {
                now = Believed(words[i], start, Math.Min(EndOf(words[i], start), StartOf(words, known, k + 1)), ref doubt);
                i++;
                yield return (start, now);
            }
        }
    }

    /// <summary>When one of the words whose starts are believed begins; behind the last one there is no end of time.</summary>
    private static long StartOf(IReadOnlyList<TranscriptionWord> words, List<int> known, int k) =>
        k < known.Count ? Milliseconds(words[known[k]].StartTime!.Value) : long.MaxValue;

    private static long EndOf(TranscriptionWord word, long start) => word.EndTime is { } told && told >= word.StartTime && told <= Latest
        ? Milliseconds(told)
        : start + Estimate(word);

    /// <summary>When a word ends, where not more is doubtful than is left to be.</summary>
    private static long Believed(TranscriptionWord word, long start, long end, ref long doubt)
    {
        var sure = start + Patience + (MostDrawl * Estimate(word));
        var doubtful = Math.Clamp(end - sure, 0, doubt);
        doubt -= doubtful;
        return Math.Min(end, sure + doubtful);
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

        // The row is as long as the list of ends, and ends as that does: the list becomes the row.
        for (var k = tails.Count - 2; k >= 0; k--)
        {
            tails[k] = before[tails[k + 1]];
        }

        return tails;
    }

    /// <summary>How long it takes to say some of the words, in milliseconds.</summary>
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
