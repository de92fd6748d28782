namespace VocaFuse.Captions;

/// <summary>A piece of text that stays on one line, and its spoken time in milliseconds.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsGlued">True if no space separates it from the piece before it.</param>
/// <param name="StartMs">The start.</param>
/// <param name="EndMs">The end, between <paramref name="StartMs"/> and the start of the next piece.</param>
internal sealed record CaptionWord(string Text, bool IsGlued, long StartMs, long EndMs)
{
    /// <summary>The width of the text, as <see cref="CaptionText.Width"/> measures it.</summary>
    public int Width { get; } = CaptionText.Width(Text);

    /// <summary>The width of the space before the text: 1 or 0.</summary>
    public int BlankWidth => IsGlued ? 0 : 1;
}
