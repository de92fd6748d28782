namespace VocaFuse;

/// <summary>The formats in which transcriptions are written.</summary>
public enum TranscriptionFormat
{
    /// <summary>The text alone.</summary>
    Text,

    /// <summary>Captions in the SubRip format.</summary>
    Srt,

    /// <summary>Captions in the WebVTT format, for the web.</summary>
    Vtt,

    /// <summary>A JSON object with all data, words included, with the names that the service's API uses.</summary>
    Json,

    /// <summary>A table with one row for each transcription.</summary>
    Csv,

    /// <summary>Markdown: properties of the voice note, and paragraphs with their times.</summary>
    Markdown,

    /// <summary>JSON Lines: one JSON object for each transcription, each on one line.</summary>
    JsonLines,
}
