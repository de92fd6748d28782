using System.Text;
using VocaFuse.Captions;
using VocaFuse.Export;

namespace VocaFuse;

/// <summary>Writes transcriptions into a stream, as UTF-8 without a byte order mark.</summary>
public sealed class TranscriptionWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly TranscriptionFormat format;
    private readonly CaptionOptions captionOptions;
    private readonly double? markConfidenceBelow;
    private bool hasBegun;

    /// <summary>Creates a writer. The stream stays open when the writer is disposed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="format">The format.</param>
    /// <param name="captionOptions">The shape of captions; null for the default.</param>
    /// <param name="markConfidenceBelow">The confidence below which words are marked in Markdown; null to mark none.</param>
    public TranscriptionWriter(
        Stream stream, TranscriptionFormat format, CaptionOptions? captionOptions = null, double? markConfidenceBelow = null)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        this.format = format;
        this.captionOptions = captionOptions ?? new CaptionOptions();
        this.markConfidenceBelow = markConfidenceBelow;
    }

    /// <summary>Gets the extension of the files of a format, with its dot.</summary>
    public static string ExtensionOf(TranscriptionFormat format) => format switch
    {
        TranscriptionFormat.Srt => ".srt",
        TranscriptionFormat.Vtt => ".vtt",
        TranscriptionFormat.Json => ".json",
        TranscriptionFormat.Csv => ".csv",
        TranscriptionFormat.Markdown => ".md",
        TranscriptionFormat.JsonLines => ".jsonl",
        _ => ".txt",
    };

    /// <summary>Gets whether one file can hold several transcriptions.</summary>
    public static bool HoldsSeveral(TranscriptionFormat format) =>
        format is not (TranscriptionFormat.Srt or TranscriptionFormat.Vtt or TranscriptionFormat.Json);

    /// <summary>Writes one transcription.</summary>
    /// <exception cref="VocaFuseCaptionException">Captions need the times of the words, and there are none.</exception>
    /// <exception cref="InvalidOperationException">A file of the format holds one transcription, and this is the second.</exception>
    public void Write(Transcription transcription)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        if (hasBegun && !HoldsSeveral(format))
        {
            throw new InvalidOperationException($"A file of the format {format} holds one transcription.");
        }

        switch (format)
        {
            case TranscriptionFormat.Srt:
                CaptionFile.WriteSubRip(writer, CaptionBuilder.Build(transcription, captionOptions));
                break;
            case TranscriptionFormat.Vtt:
                CaptionFile.WriteWebVtt(writer, CaptionBuilder.Build(transcription, captionOptions));
                break;
            case TranscriptionFormat.Json or TranscriptionFormat.JsonLines:
                writer.WriteLine(JsonLine.Format(transcription));
                break;
            case TranscriptionFormat.Csv:
                writer.Write(hasBegun ? "" : CsvTable.Header);
                writer.Write(CsvTable.Row(transcription));
                break;
            case TranscriptionFormat.Markdown:
                writer.Write(hasBegun ? "\n" : "");
                writer.Write(MarkdownDocument.Format(transcription, markConfidenceBelow));
                break;
            default:
                writer.Write(hasBegun ? "\n---\n\n" : "");
                writer.WriteLine(transcription.Text);
                break;
        }

        hasBegun = true;
    }

    /// <summary>Writes what is buffered.</summary>
    public void Dispose() => writer.Dispose();
}
