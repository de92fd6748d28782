using System.Management.Automation;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>Converts transcriptions to captions.</summary>
[Cmdlet(VerbsData.ConvertTo, "VFCaption", HelpUri = HelpLink.Folder + "ConvertTo-VFCaption.md")]
[OutputType(typeof(string))]
public sealed class ConvertToVFCaptionCommand : VFCmdlet
{
    private CaptionOptions options = null!;

    /// <summary>The transcriptions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TranscriptionTransformation]
    [ValidateNotNullOrEmpty]
    public Transcription[] InputObject { get; set; } = [];

    /// <summary>The format: Vtt for WebVTT, Srt for SubRip.</summary>
    [Parameter]
    [ValidateSet(nameof(TranscriptionFormat.Srt), nameof(TranscriptionFormat.Vtt))]
    public TranscriptionFormat Format { get; set; } = TranscriptionFormat.Vtt;

    /// <summary>The maximum length of a line, in characters.</summary>
    [Parameter]
    [ValidateRange(CaptionOptions.ShortestLine, CaptionOptions.LongestLine)]
    public int MaximumLineLength { get; set; } = 42;

    /// <summary>The maximum number of lines of a caption.</summary>
    [Parameter]
    [ValidateRange(1, CaptionOptions.MostLines)]
    public int MaximumLineCount { get; set; } = 2;

    /// <summary>The maximum time that a caption is shown, in seconds or as a TimeSpan.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(CaptionOptions.ShortestSeconds, CaptionOptions.LongestSeconds)]
    public TimeSpan MaximumDuration { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>Shows a text without word times as one caption, if it fits into one.</summary>
    [Parameter]
    public SwitchParameter SingleCaption { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => options = new CaptionOptions
    {
        MaximumLineLength = MaximumLineLength,
        MaximumLineCount = MaximumLineCount,
        MaximumDuration = MaximumDuration,
        AllowUntimed = SingleCaption,
    };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var transcription in InputObject)
        {
            try
            {
                var captions = Convert(transcription);
                if (captions.Length > 0)
                {
                    WriteObject(captions);
                }
                else
                {
                    // SubRip has no header, so there would be nothing in a file.
                    WriteWarning($"Voice note '{transcription.VoiceNoteId}' has an empty transcription. It has no captions.");
                }
            }
            catch (VocaFuseCaptionException failure)
            {
                WriteError(VFErrors.NoWordTimes.CreateRecordFrom(failure, transcription));
            }
        }
    }

    private string Convert(Transcription transcription)
    {
        using var stream = new MemoryStream();
        using (var writer = new TranscriptionWriter(stream, Format, options))
        {
            writer.Write(transcription);
        }

        // Set-Content adds the last line break.
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n');
    }
}
