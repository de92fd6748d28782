namespace VocaFuse;

/// <summary>What a transcription can be written as.</summary>
public enum TranscriptionFormat
{
    /// <summary>The text alone.</summary>
    Text,

    /// <summary>Captions in the SubRip format.</summary>
    Srt,

    /// <summary>Captions in the WebVTT format, for the web.</summary>
    Vtt,

    /// <summary>Everything, words included, under the names that the service's API uses; one line a transcription.</summary>
    Json,

    /// <summary>A table with one row a transcription.</summary>
    Csv,
}
