namespace VocaFuse.Sandbox;

/// <summary>What storage kept of an upload: hashes and lengths, never the bytes.</summary>
/// <param name="Sha256">Of the whole content; null where it came in parts.</param>
/// <param name="Parts">The parts that have arrived.</param>
public sealed record StoredContent(string? Sha256, long Length, IReadOnlyList<StoredPart> Parts);

public sealed record StoredPart(int PartNumber, string Sha256, long Length);
