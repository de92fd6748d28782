using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Writes transcriptions to files: as text, captions, JSON or a table.</summary>
[Cmdlet(VerbsData.Export, "VFTranscription", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Export-VFTranscription.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportVFTranscriptionCommand : VFCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    // Names that differ in case alone are one file on some systems, so they are on all.
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    private TranscriptionFileName names = null!;
    private ExportTarget target = null!;
    private TranscriptionFile? table;
    private bool hasAsked;

    /// <summary>The folder to write into, or the file to write.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The same, with no character of it taken for a wildcard.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The transcriptions.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [TranscriptionTransformation]
    [ValidateNotNullOrEmpty]
    public Transcription[] InputObject { get; set; } = [];

    /// <summary>What to write. Where left out, a file's ending decides, and in a folder it is the text.</summary>
    [Parameter]
    [ValidateNotNull]
    public TranscriptionFormat? Format { get; set; }

    /// <summary>The names of files in a folder, with placeholders and without ending.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string FileName { get; set; } = TranscriptionFileName.DefaultPattern;

    /// <summary>Overwrites files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            names = new TranscriptionFileName(FileName);
        }
        catch (FormatException failure)
        {
            ThrowTerminatingError(VFErrors.InvalidFileName.RecordOf(failure, FileName));
        }

        var given = ParameterSetName == PathSet ? Path : LiteralPath;
        var (fullName, refusal) = PathResolver.Of(this, given, isLiteral: ParameterSetName == LiteralPathSet);
        EndIf(refusal);
        target = ExportTarget.Of(given, fullName, MyInvocation.BoundParameters.ContainsKey(nameof(FileName)), Format);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var transcription in InputObject)
        {
            if (target is { IsFolder: false, Format: TranscriptionFormat.Csv })
            {
                AddRow(transcription);
            }
            else
            {
                WriteFile(transcription);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (table is not null)
        {
            EndIf(TranscriptionFile.Failure(target.FullName, target.FullName, () => table.Commit(Force)));
            Report(target.FullName);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        table?.Dispose();
        base.Dispose(disposing);
    }

    private void WriteFile(Transcription transcription)
    {
        var path = target.IsFolder ? System.IO.Path.Combine(target.FullName, names.For(transcription, target.Format)) : target.FullName;
        var what = $"the transcription of voice note '{transcription.VoiceNoteId}'";
        if (!Force && (written.Contains(path) || File.Exists(path)))
        {
            WriteError(VFErrors.FileExists.Record(transcription.VoiceNoteId, path, what));
        }
        else if (ShouldProcess(path, $"Write {what} as {target.Format}"))
        {
            if (TranscriptionFile.Failure(path, transcription, () => WriteWhole(path, transcription)) is { } failure)
            {
                WriteError(failure);
                return;
            }

            written.Add(path);
            Report(path);
        }
    }

    private void WriteWhole(string path, Transcription transcription)
    {
        using var file = new TranscriptionFile(path, target.Format);
        file.Write(transcription);
        file.Commit(Force);
    }

    /// <summary>Adds a row to the one table. It is asked for once, and what goes wrong with it goes wrong for all rows.</summary>
    private void AddRow(Transcription transcription)
    {
        var path = target.FullName;
        if (!hasAsked)
        {
            hasAsked = true;
            EndIf(!Force && File.Exists(path) ? VFErrors.FileExists.Record(path, path, "the table") : null);
            EndIf(ShouldProcess(path, "Write the transcriptions as a table") ? TranscriptionFile.Failure(path, path, () => table = new TranscriptionFile(path, target.Format)) : null);
        }

        EndIf(TranscriptionFile.Failure(path, path, () => table?.Write(transcription)));
    }

    private void EndIf(ErrorRecord? failure)
    {
        if (failure is not null)
        {
            ThrowTerminatingError(failure);
        }
    }

    private void Report(string path)
    {
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
