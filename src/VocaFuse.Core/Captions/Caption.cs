namespace VocaFuse;

/// <summary>A caption: at most two lines of text, and when they are shown.</summary>
/// <param name="Start">When it appears, from the start of the recording.</param>
/// <param name="End">When it goes; always later than <paramref name="Start"/>.</param>
/// <param name="Lines">One or two lines, none empty.</param>
public sealed record Caption(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines);
