namespace VocaFuse.Sandbox.Data;

internal sealed record Transcript(string Id, string Text, double Confidence, string Language, SpokenWord[]? Words);
