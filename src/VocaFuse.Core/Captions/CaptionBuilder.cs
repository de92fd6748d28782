using System.Diagnostics.CodeAnalysis;
using VocaFuse.Captions;

namespace VocaFuse;

/// <summary>Makes captions of a transcription: lines that fit on a screen, and times that can be read and never overlap.</summary>
public static class CaptionBuilder
{
    /// <summary>The longest line, in characters. The wide characters of East Asia count as two.</summary>
    public const int MaximumLineLength = 42;

    /// <summary>The maximum number of lines of a caption.</summary>
    public const int MaximumLines = 2;

    /// <summary>A pause in speech that is longer ends a caption.</summary>
    private const long PauseMs = 1500;

    /// <summary>The time that a caption stays if the next one leaves it.</summary>
    private const long ReadableMs = 1000;

    /// <summary>The time that a caption always stays; the next one is delayed if necessary.</summary>
    private const long ShortestMs = 250;

    /// <summary>The characters that end a sentence.</summary>
    private const string SentenceEnds = ".!?…。！？؟।";

    /// <summary>The longest time that a caption stays.</summary>
    public static TimeSpan MaximumDuration { get; } = TimeSpan.FromSeconds(7);

    private static long LongestMs => (long)MaximumDuration.TotalMilliseconds;

    /// <summary>Makes the captions of a transcription.</summary>
    /// <returns>
    /// False if no word has a time and the text is too long for one caption. A text that fits is shown from the start of the
    /// recording for as long as it takes to read.
    /// </returns>
    public static bool TryBuild(Transcription transcription, [NotNullWhen(true)] out IReadOnlyList<Caption>? captions)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        captions = Timed(transcription) is { Count: > 0 } timed ? timed : Untimed(transcription);
        return captions is not null;
    }

    private static List<Caption> Timed(Transcription transcription)
    {
        var drafts = new List<CaptionLineBuilder>();
        foreach (var word in CaptionWords.Timed(transcription))
        {
            if (drafts.Count == 0 || EndsBefore(drafts[^1], word) || !drafts[^1].HasRoomFor(word))
            {
                drafts.Add(new CaptionLineBuilder());
            }

            drafts[^1].Add(word);
        }

        var captions = new List<Caption>();
        long free = 0;
        for (var i = 0; i < drafts.Count; i++)
        {
            var start = Math.Max(drafts[i].StartMs, free);
            var next = i + 1 < drafts.Count ? drafts[i + 1].StartMs : long.MaxValue;
            var end = Math.Max(drafts[i].EndMs, Math.Min(start + ReadableMs, next));
            free = Math.Clamp(end, start + ShortestMs, start + LongestMs);
            captions.Add(new Caption(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(free), drafts[i].Lines()));
        }

        return captions;
    }

    private static bool EndsBefore(CaptionLineBuilder draft, CaptionWord word) =>
        word.EndMs - draft.StartMs > LongestMs
        || word.StartMs - draft.EndMs > PauseMs
        || (draft.Width >= MaximumLineLength / 2 && SentenceEnds.Contains(draft.Last, StringComparison.Ordinal));

    private static List<Caption>? Untimed(Transcription transcription)
    {
        var draft = new CaptionLineBuilder();
        foreach (var word in CaptionWords.Untimed(transcription))
        {
            if (!draft.HasRoomFor(word))
            {
                return null;
            }

            draft.Add(word);
        }

        if (draft.IsEmpty)
        {
            return [];
        }

        var milliseconds = Math.Clamp(draft.Length * 1000L / WordTimingRepair.CharactersPerSecond, ReadableMs, LongestMs);
        return [new Caption(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), draft.Lines())];
    }
}
