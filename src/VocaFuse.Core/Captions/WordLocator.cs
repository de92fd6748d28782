namespace VocaFuse.Captions;

/// <summary>Finds the words of a transcription in its text, one after the other.</summary>
internal sealed class WordLocator(string text)
{
    /// <summary>The distance, in characters, up to which a word is searched for ahead of the word before it.</summary>
    private const int Window = 256;

    /// <summary>The end of the last word found.</summary>
    private int position;

    /// <summary>Finds the next word, and moves behind it.</summary>
    /// <returns>True if the word follows immediately, false if something is before it, null if it was not found.</returns>
    public bool? Pass(string word)
    {
        var found = text.AsSpan(position, Math.Min(Window + word.Length, text.Length - position)).IndexOf(word);
        position += found < 0 ? 0 : found + word.Length;
        return found < 0 ? null : found == 0;
    }
}
