namespace VocaFuse;

/// <summary>A caption: the lines of text that are on screen at the same time.</summary>
/// <param name="Start">The time at which it appears, from the start of the recording.</param>
/// <param name="End">The time at which it disappears; always later than <paramref name="Start"/>.</param>
/// <param name="Lines">The lines: at least one, and none of them empty.</param>
public sealed record Caption(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines);
