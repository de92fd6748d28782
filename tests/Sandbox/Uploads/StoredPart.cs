namespace VocaFuse.Sandbox;

public sealed record StoredPart(int PartNumber, string Sha256, long Length);
