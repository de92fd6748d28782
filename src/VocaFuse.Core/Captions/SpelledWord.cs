namespace VocaFuse.Captions;

/// <summary>A word of a transcription with the spelling of the text, and its spoken time in milliseconds.</summary>
/// <param name="Text">The word with its punctuation.</param>
/// <param name="IsGlued">True if no space separates it from the word before it.</param>
/// <param name="StartMs">The start.</param>
/// <param name="EndMs">The end.</param>
/// <param name="Confidence">The confidence of the service, from 0 to 1.</param>
internal sealed record SpelledWord(string Text, bool IsGlued, long StartMs, long EndMs, double? Confidence);
