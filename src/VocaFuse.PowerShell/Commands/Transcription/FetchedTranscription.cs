namespace VocaFuse.PowerShell;

/// <summary>An input with its transcription.</summary>
/// <param name="Item">The input.</param>
/// <param name="Transcription">The transcription; null if the voice note is still processing.</param>
internal sealed record FetchedTranscription(TranscriptionSource Item, Transcription? Transcription);
