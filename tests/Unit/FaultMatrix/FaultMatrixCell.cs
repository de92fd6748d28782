namespace VocaFuse.Unit.FaultMatrix;

/// <summary>The outcome of one endpoint with one fault.</summary>
/// <param name="Text">The text in the table.</param>
/// <param name="FailedAssertion">The failed assertion; null if all assertions passed.</param>
internal sealed record FaultMatrixCell(string Text, Exception? FailedAssertion);
