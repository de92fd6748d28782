namespace VocaFuse.PowerShell;

/// <summary>The transcription of an export's input.</summary>
/// <param name="Item">The input.</param>
/// <param name="Transcription">The transcription; null if the voice note is still processing.</param>
internal sealed record ExportResult(ExportItem Item, Transcription? Transcription);
