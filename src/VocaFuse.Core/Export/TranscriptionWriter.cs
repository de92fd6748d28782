using System.Text;
using VocaFuse.Captions;
using VocaFuse.Export;

namespace VocaFuse;

/// <summary>Writes transcriptions into a stream, as UTF-8 without a byte order mark.</summary>
public sealed class TranscriptionWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly TranscriptionFormat format;
    private bool hasBegun;

    /// <summary>Makes a writer. The stream stays open when the writer is disposed.</summary>
    public TranscriptionWriter(Stream stream, TranscriptionFormat format)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        this.format = format;
    }

    /// <summary>The ending of a file's name in a format, with its dot.</summary>
    public static string ExtensionOf(TranscriptionFormat format) => format switch
    {
        TranscriptionFormat.Srt => ".srt",
        TranscriptionFormat.Vtt => ".vtt",
        TranscriptionFormat.Json => ".json",
        TranscriptionFormat.Csv => ".csv",
        _ => ".txt",
    };

    /// <summary>Writes one transcription.</summary>
    /// <exception cref="NotSupportedException">
    /// Captions are asked for, and they cannot be timed: see <see cref="CaptionBuilder.TryBuild"/>. Nothing is written.
    /// </exception>
    /// <exception cref="InvalidOperationException">Captions of a second recording are to go into the same stream.</exception>
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

    /// <summary>Writes what is still held back.</summary>
    public void Dispose() => writer.Dispose();

    private IReadOnlyList<Caption> Captions(Transcription transcription)
    {
        if (hasBegun)
        {
            throw new InvalidOperationException("A caption file holds the captions of one recording.");
        }

        return CaptionBuilder.TryBuild(transcription, out var captions)
            ? captions
            : throw new NotSupportedException($"The transcription of voice note '{transcription.VoiceNoteId}' has no word times, and its text is too long for one caption.");
    }
}
