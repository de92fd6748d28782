using System.Diagnostics.CodeAnalysis;
using VocaFuse.Captions;

namespace VocaFuse;

/// <summary>Makes captions of a transcription: lines and times that people can read, and that never overlap.</summary>
public static class CaptionBuilder
{
    /// <summary>The longest line, in characters. The wide characters of East Asia count as two.</summary>
    public const int MaximumLineLength = 42;

    /// <summary>The most lines of one caption.</summary>
    public const int MaximumLines = 2;

    /// <summary>A pause in speech that ends a caption, in milliseconds.</summary>
    private const long Pause = 1500;

    /// <summary>How long a caption stays where the next one leaves the time.</summary>
    private const long Readable = 1000;

    /// <summary>How long a caption stays in any case; those that follow wait for it.</summary>
    private const long Shortest = 250;

    /// <summary>The longest time that a caption stays.</summary>
    public static TimeSpan MaximumDuration { get; } = TimeSpan.FromSeconds(7);

    private static long Longest => (long)MaximumDuration.TotalMilliseconds;

    /// <summary>Makes the captions of a transcription.</summary>
    /// <returns>
    /// False where no word has a time and the text is too long for the one caption that it then gets: times cannot be made
    /// up. A text that fits is shown from the start for as long as it takes to read.
    /// </returns>
    public static bool TryBuild(Transcription transcription, [NotNullWhen(true)] out IReadOnlyList<Caption>? captions)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        captions = Timed(transcription) is { Count: > 0 } timed ? timed : Untimed(transcription);
        return captions is not null;
    }

    private static List<Caption> Timed(Transcription transcription)
    {
        var captions = new List<Caption>();
        var draft = new CaptionLineBuilder();
        long free = 0;
        foreach (var word in CaptionWords.Timed(transcription))
        {
            if (!draft.IsEmpty && (EndsBefore(draft, word) || !draft.HasRoomFor(word)))
            {
                captions.Add(Finish(draft, word.Start, ref free));
            }

            draft.Add(word);
        }

        if (!draft.IsEmpty)
        {
            captions.Add(Finish(draft, long.MaxValue, ref free));
        }

        return captions;
    }

    private static bool EndsBefore(CaptionLineBuilder draft, CaptionWord word) =>
        word.End - draft.Start > Longest
        || word.Start - draft.End > Pause
        || (draft.Width >= MaximumLineLength / 2 && draft.Last is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '।');

    /// <summary>Makes a caption of a draft, and the draft empty.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="next">When the words of the next caption begin.</param>
    /// <param name="free">When the captions before are gone; afterwards, when this one is.</param>
    private static Caption Finish(CaptionLineBuilder draft, long next, ref long free)
    {
        var start = Math.Max(draft.Start, free);
        var end = Math.Max(draft.End, Math.Min(start + Readable, next));
        free = Math.Clamp(end, start + Shortest, start + Longest);
        var caption = new Caption(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(free), draft.Lines());
        draft.Clear();
        return caption;
    }

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

        var milliseconds = Math.Clamp(draft.Length * 1000L / WordTimingRepair.CharactersPerSecond, Readable, Longest);
        return [new Caption(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), draft.Lines())];
    }
}
