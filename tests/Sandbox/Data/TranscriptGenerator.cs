namespace VocaFuse.Sandbox.Data;

/// <summary>Generates a transcription of about the length of the recording.</summary>
internal sealed class TranscriptGenerator(int seed, bool withWords)
{
    public Transcript Make(StoredNote note)
    {
        var bits = SplitMix64.At(seed, note.Index, 5);
        var language = Phrases.Languages[(int)(bits % (ulong)Phrases.Languages.Length)];
        var phrases = Phrases.Get(language);
        var spaced = language != "ja";
        var count = Math.Clamp((int)(note.DurationSeconds / 6), 1, 12);
        var start = (int)((bits >> 8) % (ulong)phrases.Length);
        var text = string.Join(spaced ? " " : "", Enumerable.Range(0, count).Select(i => phrases[(start + i) % phrases.Length]));
        return new Transcript(
            "tr_" + bits.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            text,
            Math.Round(0.80 + ((bits >> 16) % 200 / 1000.0), 3),
            language,
            withWords && note.Index % 10 != 9 ? Words(note, Split(text, spaced)) : null);
    }

    private static string[] Split(string text, bool spaced) =>
        spaced ? text.Split(' ') : [.. text.Chunk(2).Select(c => new string(c))];

    /// <summary>Distributes the words over the recording, with a short pause after each.</summary>
    private SpokenWord[] Words(StoredNote note, string[] words)
    {
        var slot = note.DurationSeconds / words.Length;
        var result = new SpokenWord[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var bits = SplitMix64.At(seed, note.Index, 100 + i);
            var begin = i * slot;
            var spoken = slot * (0.5 + (bits % 40 / 100.0));
            result[i] = new(words[i], Math.Round(begin, 3), Math.Round(begin + spoken, 3), Math.Round(0.7 + (bits % 300 / 1000.0), 3));
        }

        return result;
    }
}
