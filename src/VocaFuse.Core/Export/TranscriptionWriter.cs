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
    private bool hasBegun;

    /// <summary>Creates a writer. The stream stays open when the writer is disposed.</summary>
    public TranscriptionWriter(Stream stream, TranscriptionFormat format, CaptionOptions? captionOptions = null)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        this.format = format;
        this.captionOptions = captionOptions ?? new CaptionOptions();
    }

    /// <summary>Gets the extension of the files of a format, with its dot.</summary>
    public static string ExtensionOf(TranscriptionFormat format) => format switch
    {
        TranscriptionFormat.Srt => ".srt",
        TranscriptionFormat.Vtt => ".vtt",
        TranscriptionFormat.Json => ".json",
        TranscriptionFormat.Csv => ".csv",
        _ => ".txt",
    };

    /// <summary>Writes one transcription.</summary>
    /// <exception cref="MissingWordTimesException">Captions need the times of the words, and there are none. Nothing is written.</exception>
    /// <exception cref="InvalidOperationException">A caption file holds the captions of one recording, and this would be the second.</exception>
    public void Write(Transcription transcription)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        switch (format)
        {
            case TranscriptionFormat.Srt:
                CaptionFile.WriteSubRip(writer, Captions(transcription));
                break;
            case TranscriptionFormat.Vtt:
                CaptionFile.WriteWebVtt(writer, Captions(transcription));
                break;
            case TranscriptionFormat.Json:
                writer.WriteLine(JsonLine.Of(transcription));
                break;
            case TranscriptionFormat.Csv:
                writer.Write(hasBegun ? "" : CsvTable.Header);
                writer.Write(CsvTable.Row(transcription));
                break;
            default:
                writer.WriteLine(transcription.Text);
                break;
        }

        hasBegun = true;
    }

    /// <summary>Writes what is buffered.</summary>
    public void Dispose() => writer.Dispose();

    private IReadOnlyList<Caption> Captions(Transcription transcription) => hasBegun
        ? throw new InvalidOperationException("A caption file holds the captions of one recording.")
        : CaptionBuilder.Build(transcription, captionOptions);
}
