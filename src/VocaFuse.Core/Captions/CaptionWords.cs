namespace VocaFuse.Captions;

/// <summary>Reads the pieces of captions from a transcription.</summary>
internal static class CaptionWords
{
    /// <summary>Gets the words with their times; empty if no word has a time.</summary>
    public static List<CaptionWord> Timed(Transcription transcription)
    {
        var pieces = new List<CaptionWord>();
        var locator = new WordLocator(transcription.Text ?? "");
        foreach (var (word, (start, end)) in transcription.Words.Zip(WordTimingRepair.Repair(transcription.Words)))
        {
            var text = NormalizedText.Of(word.Word);
            var follows = locator.Pass(text);
            foreach (var (from, length) in WordSplitter.Split(text))
            {
                // If the text does not contain the word, the script decides.
                var isGlued = from > 0
                    ? text[from - 1] != ' '
                    : follows ?? (pieces.Count > 0 && CaptionText.IsUnspaced(pieces[^1].Text[^1]) && CaptionText.IsUnspaced(text[0]));
                pieces.Add(new CaptionWord(text.Substring(from, length), isGlued, At(from), At(from + length)));
            }

            // A long word is said at an even pace.
            long At(int position) => start + ((end - start) * position / text.Length);
        }

        return pieces;
    }

    /// <summary>Gets the text, or the words if there is no text, without times.</summary>
    public static List<CaptionWord> Untimed(Transcription transcription)
    {
        var text = NormalizedText.Of(transcription.Text);
        text = text.Length > 0 ? text : NormalizedText.Of(string.Join(' ', transcription.Words.Select(word => word.Word)));
        return [.. WordSplitter.Split(text).Select(piece => new CaptionWord(
            text.Substring(piece.Start, piece.Length), piece.Start > 0 && text[piece.Start - 1] != ' ', StartMs: 0, EndMs: 0))];
    }
}
