namespace VocaFuse.Captions;

/// <summary>A transcription's words as captions need them: cut to fit a line, timed, and with or without a blank before each.</summary>
internal static class CaptionWords
{
    /// <summary>The words; none where none has a time.</summary>
    public static IEnumerable<CaptionWord> Timed(Transcription transcription)
    {
        var place = new WordLocator(transcription.Text ?? "");
        var pieces = new WordSplitter();
        var last = '\0';
        var i = 0;
        foreach (var (start, end) in WordTimingRepair.Of(transcription.Words))
        {
            var word = transcription.Words[i++].Word;
            var length = NormalizedText.LengthOf(word);
            var isNext = place.Pass(word, length);
            pieces.Begin(word);
            while (pieces.Next())
            {
                // Where the text does not hold the word, the script decides.
                var isGlued = pieces.Start > 0 ? pieces.IsGlued : isNext ?? (CaptionText.IsUnspaced(last) && CaptionText.IsUnspaced(pieces.Piece.Span[0]));
                last = pieces.Piece.Span[^1];
                yield return new CaptionWord(pieces.Piece, isGlued, Moment(start, end, pieces.Start, length), Moment(start, end, pieces.End, length));
            }
        }
    }

    /// <summary>The text, else the words, without times.</summary>
    public static IEnumerable<CaptionWord> Untimed(Transcription transcription)
    {
        var pieces = new WordSplitter();
        pieces.Begin(transcription.Text);
        var hasText = false;
        while (pieces.Next())
        {
            hasText = true;
            yield return new CaptionWord(pieces.Piece, pieces.IsGlued, 0, 0);
        }

        for (var i = 0; i < transcription.Words.Count && !hasText; i++)
        {
            pieces.Begin(transcription.Words[i].Word);
            while (pieces.Next())
            {
                yield return new CaptionWord(pieces.Piece, pieces.IsGlued, 0, 0);
            }
        }
    }

    private static long Moment(long start, long end, int part, int whole) => start + ((end - start) * part / whole);
}
