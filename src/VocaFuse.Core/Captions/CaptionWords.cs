namespace VocaFuse.Captions;

/// <summary>A transcription's words as captions need them: cut to fit a line, timed, and with or without a blank before each.</summary>
internal static class CaptionWords
{
    /// <summary>How far ahead in the text a word is looked for. Text and words are the service's own, so they rarely part.</summary>
    private const int Window = 256;

    /// <summary>The words; null where none has a time.</summary>
    public static List<CaptionWord>? Of(Transcription transcription, int width)
    {
        if (WordTimes.Of(transcription.Words) is not { } times)
        {
            return null;
        }

        var result = new List<CaptionWord>(times.Length);
        var text = transcription.Text ?? "";
        var place = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var word = CaptionText.Clean(transcription.Words[i].Word);
            if (word.Length > 0)
            {
                var isGlued = IsGlued(text, word, ref place, result);
                Add(result, word, isGlued, times[i].Start, times[i].End, width);
            }
        }

        return result;
    }

    /// <summary>Text that has no times, as words that have none either.</summary>
    public static List<CaptionWord> Untimed(string text, int width)
    {
        var result = new List<CaptionWord>();
        Add(result, text, isGlued: false, 0, 0, width);
        return result;
    }

    /// <summary>Asks the text whether a blank stands before a word; where the word is not found, the script decides.</summary>
    private static bool IsGlued(string text, string word, ref int place, List<CaptionWord> before)
    {
        var found = text.IndexOf(word, place, Math.Min(Window + word.Length, text.Length - place), StringComparison.Ordinal);
        if (found < 0)
        {
            return before.Count > 0 && CaptionText.IsUnspaced(before[^1].Text[^1]) && CaptionText.IsUnspaced(word[0]);
        }

        var isGlued = found == place && before.Count > 0;
        place = found + word.Length;
        return isGlued;
    }

    private static void Add(List<CaptionWord> words, string text, bool isGlued, long start, long end, int width)
    {
        var done = 0;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var piece in CaptionText.Cut(part, width))
            {
                var begin = start + ((end - start) * done / text.Length);
                done += piece.Length;
                words.Add(new CaptionWord(piece, isGlued, begin, start + ((end - start) * done / text.Length)));
                isGlued = true;
            }

            isGlued = false;
            done++;
        }
    }
}
