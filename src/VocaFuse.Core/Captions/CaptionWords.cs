namespace VocaFuse.Captions;

/// <summary>Reads the pieces of captions from a transcription.</summary>
internal static class CaptionWords
{
    /// <summary>Gets the words with their times, spelled as in the text; empty if no word has a time.</summary>
    public static List<CaptionWord> Timed(Transcription transcription, CaptionOptions options)
    {
        var words = transcription.Words
            .Select(word => TranscriptionWord.Create(NormalizedText.Of(word.Word), word.StartTime, word.EndTime))
            .Where(word => word.Word.Length > 0)
            .ToList();
        var spelled = TextAligner.Align(words.ConvertAll(word => word.Word), NormalizedText.Of(transcription.Text));
        var splitter = new WordSplitter(options.MaximumLineLength);
        foreach (var ((text, isGlued), (start, end)) in spelled.Zip(WordTimingRepair.Repair(words)))
        {
            splitter.Add(text, isGlued, start, end);
        }

        return splitter.Finish();
    }

    /// <summary>Gets the text, or the words if there is no text, without times.</summary>
    public static List<CaptionWord> Untimed(Transcription transcription, CaptionOptions options)
    {
        var text = NormalizedText.Of(transcription.Text);
        var splitter = new WordSplitter(options.MaximumLineLength);
        splitter.Add(text.Length > 0 ? text : NormalizedText.Of(string.Join(' ', transcription.Words.Select(word => word.Word))), false, 0, 0);
        return splitter.Finish();
    }
}
