namespace VocaFuse.Captions;

/// <summary>Splits text into pieces that fit on a line.</summary>
internal static class WordSplitter
{
    /// <summary>
    /// Splits normalized text at its blanks, and what is longer than a line between the characters that readers see.
    /// </summary>
    /// <returns>The start of each piece in the text, and its length. A piece is glued if no blank is before its start.</returns>
    public static IEnumerable<(int Start, int Length)> Split(string text)
    {
        var blank = -1;
        for (var start = 0; start < text.Length;)
        {
            if (start >= blank)
            {
                start += text[start] == ' ' ? 1 : 0;
                blank = text.IndexOf(' ', start) is var found and >= 0 ? found : text.Length;
            }

            var length = CaptionText.Fit(text.AsSpan(start, blank - start), CaptionBuilder.MaximumLineLength);
            yield return (start, length);
            start += length;
        }
    }
}
