using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Writes transcriptions to files: as text, Markdown, captions, JSON or a table.</summary>
[Cmdlet(
    VerbsData.Export, "VFTranscription", DefaultParameterSetName = PathSet, SupportsShouldProcess = true,
    HelpUri = HelpLink.Folder + "Export-VFTranscription.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportVFTranscriptionCommand : VFTranscriptionCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private TranscriptionExporter exporter = null!;
    private bool fetchesVoiceNote;

    /// <summary>The folder to write into, or the file to write.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The folder to write into, or the file to write, without wildcards.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The transcriptions; or voice notes or their IDs, whose transcriptions are fetched.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The formats. The default is that of the file's extension, and Text in a folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TranscriptionFormat[] Format { get; set; } = [];

    /// <summary>The pattern for the names of files in a folder, without extension.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string FileName { get; set; } = TranscriptionFileName.DefaultPattern;

    /// <summary>Fetches the voice notes of IDs, and of other input that does not contain its voice note.</summary>
    [Parameter]
    public SwitchParameter IncludeVoiceNote { get; set; }

    /// <summary>Fetches and writes only files that do not exist or are older than the voice note's last change.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Waits for voice notes that are still processing.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The maximum wait for each note with -Wait, in seconds; 0 checks once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The interval between the first two checks of a note with -Wait, in seconds. It grows up to fivefold.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600.0)]
    public double PollIntervalSec { get; set; } = 2;

    /// <summary>The maximum length of a caption's line, in characters.</summary>
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

    /// <summary>The confidence below which Markdown marks a word, from 0 to 1.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(0.0, 1.0)]
    public double? MarkConfidenceBelow { get; set; }

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsLongRunning => WaitParameters.AreGiven(MyInvocation, Wait);

    private protected override bool FetchesVoiceNote => fetchesVoiceNote;

    private protected override string Activity => IsLongRunning ? "Waiting for transcriptions" : "Exporting transcriptions";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var given = ParameterSetName == PathSet ? Path : LiteralPath;
        var fullName = PathResolver.GetFullPath(this, given, isLiteral: ParameterSetName == LiteralPathSet);
        var target = ExportTarget.Create(given, fullName, MyInvocation.BoundParameters.ContainsKey(nameof(FileName)), Format);
        ThrowIf(target.Validate(given, Format.Length > 0, SkipExisting));
        UnusedParameterWarning.Write(this, target.Formats);
        var captions = new CaptionOptions
        {
            MaximumLineLength = MaximumLineLength,
            MaximumLineCount = MaximumLineCount,
            MaximumDuration = MaximumDuration,
            AllowUntimed = SingleCaption,
        };
        try
        {
            var pattern = new TranscriptionFileName(FileName);
            fetchesVoiceNote = IncludeVoiceNote || pattern.NeedsVoiceNote;
            exporter = new TranscriptionExporter(this, target, pattern, new(captions, MarkConfidenceBelow, Force, SkipExisting, PassThru));
        }
        catch (FormatException failure)
        {
            ThrowTerminatingError(VFErrors.InvalidFileName.CreateRecordFrom(failure, FileName));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        WarnOfProcessing("exported", "Run the command again later, or use -Wait.");
        exporter.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        exporter?.Dispose();
        base.Dispose(disposing);
    }

    private protected override void StartRequests()
    {
        SetItemCount(InputObject.Length);
        Array.ForEach(InputObject, Fetch);
    }

    private protected override bool ShouldFetch(TranscriptionSource source) => exporter.ShouldWrite(source);

    private protected override void OnTranscription(TranscriptionSource source, Transcription transcription) =>
        exporter.Write(source, transcription);

    private protected override VoiceNoteWaiter? CreateWaiter() => IsLongRunning
        ? new VoiceNoteWaiter(Client, TimeSpan.FromSeconds(TimeoutSec), TimeSpan.FromSeconds(PollIntervalSec), ThrottleLimit)
        : null;
}
