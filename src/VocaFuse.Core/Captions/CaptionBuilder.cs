using VocaFuse.Captions;

namespace VocaFuse;

/// <summary>Creates the captions of a transcription: lines that fit on a screen, shown long enough to read and never overlapping.</summary>
public static class CaptionBuilder
{
    /// <summary>The pause in speech, in milliseconds, above which a caption ends.</summary>
    internal const long PauseMs = 1500;

    /// <summary>The minimum time of a caption if the next one does not start earlier.</summary>
    private const long ReadableMs = 1000;

    /// <summary>The minimum time of any caption. The next one is delayed if necessary.</summary>
    private const long ShortestMs = 250;

    /// <summary>The maximum gap between two captions that is closed, because viewers would see it as a flicker.</summary>
    private const long FlickerMs = 100;

    /// <summary>Creates the captions of a transcription.</summary>
    /// <returns>The captions; empty if the transcription is empty.</returns>
    /// <exception cref="VocaFuseCaptionException">
    /// No word has a time. With <see cref="CaptionOptions.AllowUntimed"/>, a text that fits into one caption is shown from the start of
    /// the recording for as long as it takes to read.
    /// </exception>
    public static IReadOnlyList<Caption> Build(Transcription transcription, CaptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        options ??= new CaptionOptions();
        var words = CaptionWords.ReadPieces(transcription, options);
        return words.Count > 0 ? Time(JoinDictation(Group(words, options), options), options) : Untimed(transcription, options);
    }

    /// <summary>Divides words into captions.</summary>
    private static List<CaptionLineBuilder> Group(List<CaptionWord> words, CaptionOptions options)
    {
        var groups = new List<CaptionLineBuilder>();
        foreach (var word in words)
        {
            if (groups.Count == 0
                || word.EndMs - groups[^1].StartMs > options.MaximumDurationMs
                || word.StartMs - groups[^1].EndMs > PauseMs
                || (groups[^1].Width >= options.MaximumLineLength / 2 && SentenceEnd.IsBetween(groups[^1].Words[^1].Text, word.Text))
                || !groups[^1].Fits(word))
            {
                groups.Add(new CaptionLineBuilder(options));
            }

            groups[^1].Add(word);
        }

        return groups;
    }

    /// <summary>
    /// Joins consecutive captions of one word each, as in slow dictation, as long as the joined caption does not exceed the maximum
    /// duration and no sentence ends in it.
    /// </summary>
    private static List<CaptionLineBuilder> JoinDictation(List<CaptionLineBuilder> groups, CaptionOptions options)
    {
        var joined = new List<CaptionLineBuilder>();
        var isDictation = false;
        foreach (var group in groups)
        {
            var word = group.Words[0];
            if (isDictation
                && group.Words.Count == 1
                && word.EndMs - joined[^1].StartMs <= options.MaximumDurationMs
                && !SentenceEnd.IsBetween(joined[^1].Words[^1].Text, word.Text)
                && joined[^1].Fits(word))
            {
                joined[^1].Add(word);
            }
            else
            {
                joined.Add(group);
                isDictation = group.Words.Count == 1;
            }
        }

        return joined;
    }

    private static List<Caption> Time(List<CaptionLineBuilder> groups, CaptionOptions options)
    {
        var captions = new List<Caption>();
        long earliestStart = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            // After a caption of the maximum duration, the next one starts slightly before its first word.
            var isGapClosed = i > 0 && groups[i].StartMs - earliestStart <= FlickerMs;
            var start = isGapClosed ? earliestStart : Math.Max(groups[i].StartMs, earliestStart);
            var next = i + 1 < groups.Count ? groups[i + 1].StartMs : long.MaxValue;
            var end = Math.Max(groups[i].EndMs, Math.Min(start + ReadableMs, next));
            end = next > end && next - end <= FlickerMs ? next : end;
            earliestStart = Math.Clamp(end, start + ShortestMs, start + options.MaximumDurationMs);
            captions.Add(new Caption(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(earliestStart), groups[i].Lines()));
        }

        return captions;
    }

    private static List<Caption> Untimed(Transcription transcription, CaptionOptions options)
    {
        var caption = new CaptionLineBuilder(options);
        foreach (var word in CaptionWords.ReadPiecesWithoutTimes(transcription, options))
        {
            if (!options.AllowUntimed || !caption.Fits(word))
            {
                var reason = options.AllowUntimed ? ", and its text is too long for one caption" : "";
                throw new VocaFuseCaptionException(
                    $"The transcription of voice note '{transcription.VoiceNoteId}' has no word times{reason}.");
            }

            caption.Add(word);
        }

        var milliseconds = Math.Clamp(caption.Length * 1000L / WordTimingRepair.CharactersPerSecond, ReadableMs, options.MaximumDurationMs);
        return caption.IsEmpty ? [] : [new Caption(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), caption.Lines())];
    }
}
