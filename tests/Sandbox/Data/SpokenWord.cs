namespace VocaFuse.Sandbox.Data;

internal readonly record struct SpokenWord(string Word, double Start, double End, double Confidence);
