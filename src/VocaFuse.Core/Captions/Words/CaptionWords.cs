namespace VocaFuse.Captions;

/// <summary>Reads the words of captions from a transcription.</summary>
internal static class CaptionWords
{
    /// <summary>Gets the words with their times, spelled as in the text; empty if no word has a time.</summary>
    public static List<CaptionWord> ReadWords(Transcription transcription)
    {
        var words = transcription.Words
            .Select(word => TranscriptionWord.Create(NormalizedText.Create(word.Word), word.StartTime, word.EndTime, word.Confidence))
            .Where(word => word.Word.Length > 0)
            .ToList();
        var times = WordTimingRepair.Repair(words);
        if (times.Count == 0)
        {
            return [];
        }

        var spelled = TextAligner.Align(words.ConvertAll(word => word.Word), NormalizedText.Create(transcription.Text));
        return [.. words.Select((word, i) =>
            new CaptionWord(spelled[i].Text, spelled[i].IsGlued, times[i].Start, times[i].End, word.Confidence))];
    }

    /// <summary>Gets the pieces of the words that stay on one line; empty if no word has a time.</summary>
    public static List<CaptionWord> ReadPieces(Transcription transcription, CaptionOptions options)
    {
        var splitter = new WordSplitter(options.MaximumLineLength);
        foreach (var word in ReadWords(transcription))
        {
            splitter.Add(word.Text, word.IsGlued, word.StartMs, word.EndMs);
        }

        return splitter.Finish();
    }

    /// <summary>Gets the pieces of the text, or of the words if there is no text, without times.</summary>
    public static List<CaptionWord> ReadPiecesWithoutTimes(Transcription transcription, CaptionOptions options)
    {
        var text = NormalizedText.Create(transcription.Text);
        var splitter = new WordSplitter(options.MaximumLineLength);
        text = text.Length > 0 ? text : NormalizedText.Create(string.Join(' ', transcription.Words.Select(word => word.Word)));
        splitter.Add(text, isGluedText: false, start: 0, end: 0);
        return splitter.Finish();
    }
}
