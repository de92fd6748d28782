namespace VocaFuse.Captions;

/// <summary>A piece of text that stays on one line, and when it is said, in milliseconds.</summary>
/// <param name="Text">The text, without blanks. It is there only until the next word is made, in the same place.</param>
/// <param name="IsGlued">True where no blank stands before it: within a word, or in scripts that have none.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends; not before <paramref name="Start"/>, and not after the next one's.</param>
internal readonly record struct CaptionWord(ReadOnlyMemory<char> Text, bool IsGlued, long Start, long End);
