namespace VocaFuse.Unit.Captions;

/// <summary>A cue as a player would read it.</summary>
internal sealed record ReadCue(int Start, int End, string[] Lines);
