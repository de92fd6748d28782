namespace VocaFuse.Sandbox;

/// <summary>The content of an upload: hashes and lengths, not the bytes.</summary>
/// <param name="Sha256">The hash of the whole content; null if it was sent in parts.</param>
/// <param name="Parts">The parts that have arrived.</param>
public sealed record StoredContent(string? Sha256, long Length, IReadOnlyList<StoredPart> Parts);
