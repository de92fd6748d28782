namespace VocaFuse.Captions;

/// <summary>The text between two spoken words, and its division between them.</summary>
/// <remarks>
/// In "oui, « non", the gap ", « " gives the suffix "," to "oui" and the prefix "«" to "non". If the words spell "twenty" for "$20",
/// the gap " $20. " has letters, and its ending "." goes to the word before.
/// </remarks>
internal readonly struct TextGap
{
    /// <summary>The punctuation that a word with a different spelling gets from the text.</summary>
    private const string EndingMarks = ".,;:!?…。、！？؟،؛।";

    /// <summary>Divides a gap.</summary>
    /// <param name="gap">The text.</param>
    /// <param name="hasWordBefore">True if there is a word before the gap.</param>
    /// <param name="wordAfter">The word after the gap; empty if there is none.</param>
    public TextGap(string gap, bool hasWordBefore, string wordAfter)
    {
        var letters = CaptionText.LettersIn(gap);
        if (letters.Start < letters.End)
        {
            IsGlued = null;
            // Letters in the gap belong to words with a different spelling. Characters next to a word belong to it.
            var head = gap[..letters.Start];
            var tail = gap[letters.End..];
            var lastBlank = head.LastIndexOf(' ');
            var cut = lastBlank >= 0 ? lastBlank : head.Length - head.TrimStart(CaptionText.ClosingMarks).Length;
            Suffix = Divide(head[..cut], hasWordBefore, wordAfter: "").Suffix;
            Prefix = tail.Contains(' ', StringComparison.Ordinal)
                ? Divide(tail[(tail.LastIndexOf(' ') + 1)..], hasWordBefore: false, wordAfter).Prefix
                : "";
            Ending = SentenceEnd.IsAbbreviation(gap[..letters.End] + ".")
                ? ""
                : string.Concat(tail.TakeWhile(c => c != ' ').Where(c => EndingMarks.Contains(c, StringComparison.Ordinal)));
            return;
        }

        IsGlued = !gap.Contains(' ', StringComparison.Ordinal);
        (Suffix, Prefix) = Divide(gap, hasWordBefore, wordAfter);
        Ending = "";
    }

    /// <summary>Gets whether no space separates the two words; null if the gap contains letters.</summary>
    public bool? IsGlued { get; }

    /// <summary>Gets the characters that belong to the word before.</summary>
    public string Suffix { get; }

    /// <summary>Gets the characters that belong to the word after.</summary>
    public string Prefix { get; }

    /// <summary>Gets the punctuation after the letters of the gap; empty if it contains none.</summary>
    public string Ending { get; }

    private static (string Suffix, string Prefix) Divide(string gap, bool hasWordBefore, string wordAfter)
    {
        // Separate characters belong to the word before, unless they are opening marks, such as those of a French quotation.
        var parts = gap.Split(' ');
        var cut = !hasWordBefore ? 0 : wordAfter.Length == 0 ? parts.Length : 1;
        while (cut > 0 && cut < parts.Length - 1 && !(parts[cut].Length > 0 && CaptionText.IsOpening(parts[cut][0])))
        {
            cut++;
        }

        var suffix = string.Join(CaptionText.NoBreakSpace, parts[..cut]);
        var prefix = string.Join(CaptionText.NoBreakSpace, parts[cut..]);

        // No word starts with a comma or a full stop, except for a number such as .5.
        var start = prefix.TrimStart([CaptionText.NoBreakSpace, .. CaptionText.ClosingMarks]);
        if (start.Length == prefix.Length || (prefix == "." && wordAfter is [>= '0' and <= '9', ..]))
        {
            return (suffix, prefix);
        }

        var moved = prefix[..^start.Length].TrimEnd(CaptionText.NoBreakSpace);
        return (suffix + (cut > 0 && cut == parts.Length - 1 ? CaptionText.NoBreakSpace : "") + moved, start);
    }
}
