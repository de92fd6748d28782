namespace VocaFuse.Captions;

/// <summary>A place in a transcription's text that goes along with its words.</summary>
internal sealed class WordLocator(string text)
{
    /// <summary>How far ahead in the text a word is looked for. Text and words are the service's own, so they rarely part.</summary>
    private const int Window = 256;

    private char[] sought = [];
    private int place;

    /// <summary>Moves behind a word, given with its length when clean.</summary>
    /// <returns>True where the word stood right here, false where something is before it, null where it was not found.</returns>
    public bool? Pass(string word, int length)
    {
        var rest = text.AsSpan(place);
        if (length > rest.Length)
        {
            return null;
        }

        if (sought.Length < length)
        {
            // No longer word is ever looked for, so this is the last time.
            sought = new char[text.Length];
        }

        new NormalizedText(word).Read(sought.AsSpan(0, length));
        var found = rest[..Math.Min(Window + length, rest.Length)].IndexOf(sought.AsSpan(0, length));
        place += found < 0 ? 0 : found + length;
        return found < 0 ? null : found == 0;
    }
}
