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
        captions = CaptionWords.Of(transcription, MaximumLineLength) is { Count: > 0 } words ? Timed(Drafts(words)) : Untimed(transcription);
        return captions is not null;
    }

    private static List<CaptionDraft> Drafts(List<CaptionWord> words)
    {
        var drafts = new List<CaptionDraft>();
        var draft = new CaptionDraft();
        foreach (var word in words)
        {
            if (!draft.IsEmpty && (EndsBefore(draft, word) || !draft.HasRoomFor(word)))
            {
                drafts.Add(draft);
                draft = new CaptionDraft();
            }

            draft.Add(word);
        }

        if (!draft.IsEmpty)
        {
            drafts.Add(draft);
        }

        return drafts;
    }

    private static bool EndsBefore(CaptionDraft draft, CaptionWord word) =>
        word.End - draft.Start > Longest
        || word.Start - draft.End > Pause
        || (draft.Width >= MaximumLineLength / 2 && draft.Last.Text[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '।');

    private static List<Caption> Timed(List<CaptionDraft> drafts)
    {
        var captions = new List<Caption>(drafts.Count);
        long free = 0;
        for (var i = 0; i < drafts.Count; i++)
        {
            var start = Math.Max(drafts[i].Start, free);
            var next = i + 1 < drafts.Count ? drafts[i + 1].Start : long.MaxValue;
            var end = Math.Max(drafts[i].End, Math.Min(start + Readable, next));
            free = Math.Clamp(end, start + Shortest, start + Longest);
            captions.Add(new Caption(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(free), drafts[i].Lines()));
        }

        return captions;
    }

    private static List<Caption>? Untimed(Transcription transcription)
    {
        var text = CaptionText.Clean(transcription.Text);
        text = text.Length > 0 ? text : CaptionText.Clean(string.Join(' ', transcription.Words));
        if (text.Length == 0)
        {
            return [];
        }

        var draft = new CaptionDraft();
        foreach (var word in CaptionWords.Untimed(text, MaximumLineLength))
        {
            if (!draft.IsEmpty && !draft.HasRoomFor(word))
            {
                return null;
            }

            draft.Add(word);
        }

        var milliseconds = Math.Clamp(text.Length * 1000L / WordTimes.CharactersPerSecond, Readable, Longest);
        return [new Caption(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), draft.Lines())];
    }
}
