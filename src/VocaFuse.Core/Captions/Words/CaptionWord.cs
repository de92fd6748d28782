namespace VocaFuse.Captions;

/// <summary>A word, or a piece of one that stays on one line, and its spoken time in milliseconds.</summary>
/// <param name="Text">The text with its punctuation.</param>
/// <param name="IsGlued">True if no space separates it from the word before it.</param>
/// <param name="StartMs">The start.</param>
/// <param name="EndMs">The end, between <paramref name="StartMs"/> and the start of the next word.</param>
/// <param name="Confidence">The confidence of the service, from 0 to 1; null if it is unknown.</param>
internal sealed record CaptionWord(string Text, bool IsGlued, long StartMs, long EndMs, double? Confidence = null)
{
    /// <summary>The width of the text, as <see cref="CaptionText.Width"/> measures it.</summary>
    public int Width { get; } = CaptionText.Width(Text);

    /// <summary>The width of the space before the text: 1 or 0.</summary>
    public int BlankWidth => IsGlued ? 0 : 1;
}
