namespace VocaFuse.Unit.FaultMatrix;

/// <summary>What became of one endpoint in one weather.</summary>
/// <param name="Text">What the table says.</param>
/// <param name="Complaint">The promise that was broken; null where all were kept.</param>
internal sealed record FaultMatrixCell(string Text, Exception? Complaint);
