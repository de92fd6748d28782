using System.Globalization;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>Writes transcriptions to files: as text, Markdown, captions, JSON or a table.</summary>
[Cmdlet(
    VerbsData.Export, "VFTranscription", DefaultParameterSetName = PathSet, SupportsShouldProcess = true,
    HelpUri = HelpLink.Folder + "Export-VFTranscription.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportVFTranscriptionCommand : VFRequestCmdlet<object>
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>How many IDs a warning names.</summary>
    private const int MostNamed = 5;

    /// <summary>Hashes of the names of the files of this command. The names themselves would take too much memory.</summary>
    private readonly HashSet<long> names = [];

    private readonly List<string> processing = [];
    private TranscriptionFileName pattern = null!;
    private ExportTarget target = null!;
    private CaptionOptions captionOptions = null!;
    private ExistingExports existing = null!;
    private VoiceNoteWaiter? waiter;
    private TranscriptionFile? combined;
    private bool? isCombinedConfirmed;
    private int fileCount, writtenCount, skippedCount, processingCount;

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

    /// <summary>The transcriptions; or voice notes or their IDs, of which the transcriptions are fetched.</summary>
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

    private protected override bool IsLongRunning => Wait;

    private protected override string Activity => Wait ? "Waiting for transcriptions" : "Exporting transcriptions";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            pattern = new TranscriptionFileName(FileName);
        }
        catch (FormatException failure)
        {
            ThrowTerminatingError(VFErrors.InvalidFileName.RecordOf(failure, FileName));
        }

        captionOptions = new CaptionOptions
        {
            MaximumLineLength = MaximumLineLength,
            MaximumLineCount = MaximumLineCount,
            MaximumDuration = MaximumDuration,
            AllowUntimed = SingleCaption,
        };
        var given = ParameterSetName == PathSet ? Path : LiteralPath;
        var (fullName, failed) = PathResolver.Of(this, given, isLiteral: ParameterSetName == LiteralPathSet);
        ThrowIf(failed);
        target = ExportTarget.Of(given, fullName, MyInvocation.BoundParameters.ContainsKey(nameof(FileName)), Format);
        ThrowIf(!target.IsFolder && target.Formats.Count > 1 ? VFErrors.FolderRequired.Record(given, given, "Several formats need") : null);
        ThrowIf(target.IsCombined && SkipExisting ? VFErrors.FolderRequired.Record(given, given, "-SkipExisting needs") : null);
        existing = new ExistingExports(target, pattern);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (combined is not null)
        {
            ThrowIf(TranscriptionFile.Failure(target.FullName, target.FullName, () => combined.Commit(Force)));
            fileCount++;
            Report(target.FullName);
        }

        if (processingCount > 0)
        {
            var named = string.Join(", ", processing) + (processingCount > processing.Count ? ", …" : "");
            WriteWarning($"{Count(processingCount, "voice note is", "voice notes are")} still processing and not exported: {named}. "
                + "Run the command again later, or use -Wait.");
        }

        WriteVerbose($"Wrote {Count(fileCount, "file", "files")} for {Count(writtenCount, "voice note", "voice notes")}; "
            + $"skipped {skippedCount.ToString("#,0", CultureInfo.InvariantCulture)} that were up to date; "
            + $"{processingCount.ToString("#,0", CultureInfo.InvariantCulture)} still processing.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        combined?.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Accept()
    {
        Announce(InputObject.Length);
        foreach (var input in InputObject)
        {
            var (item, problem) = ExportItem.Read(input);
            if (item is null)
            {
                WriteError(VFErrors.InvalidVoiceNote.Record(input, problem));
            }
            else if (!Wait && IsProcessing(item.Status))
            {
                AddProcessing(item);
            }
            else if (target.IsCombined ? IsCombinedOpen() : HasFilesToWrite(item))
            {
                Send(item);
            }
        }
    }

    private protected override void OnResult(object target, object result)
    {
        // The type of the results is internal, and a public cmdlet can not name it.
        var (item, fetched) = (ExportResult)result;
        if (fetched is not { } transcription)
        {
            AddProcessing(item);
        }
        else if (combined is not null)
        {
            var path = this.target.FullName;
            ThrowIf(TranscriptionFile.Failure(path, path, () => combined.Write(transcription, item.VoiceNote)));
            writtenCount++;
        }
        else
        {
            var before = fileCount;
            foreach (var (format, path) in item.Files)
            {
                WriteFile(item, transcription, format, path);
            }

            writtenCount += fileCount > before ? 1 : 0;
        }
    }

    private static bool IsProcessing(string? status) => string.Equals(status, "processing", StringComparison.OrdinalIgnoreCase);

    private static string What(ExportItem item) => $"the transcription of voice note '{item.VoiceNoteId}'";

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    private void Send(ExportItem item)
    {
        if (item.Transcription is { } transcription)
        {
            Send(item.VoiceNoteId, _ => Task.FromResult<object>(new ExportResult(item, transcription)));
            return;
        }

        var client = Client;
        if (Wait)
        {
            waiter ??= new VoiceNoteWaiter(client, TimeSpan.FromSeconds(TimeoutSec), TimeSpan.FromSeconds(PollIntervalSec), ThrottleLimit);
        }

        Send(item.VoiceNoteId, stop => FetchAsync(client, item, stop));
    }

    private async Task<object> FetchAsync(VocaFuseClient client, ExportItem item, CancellationToken stop)
    {
        if (waiter is not null)
        {
            await waiter.WaitAsync(item.VoiceNoteId, stop).ConfigureAwait(false);
        }

        try
        {
            return new ExportResult(item, await client.GetTranscriptionAsync(item.VoiceNoteId, stop).ConfigureAwait(false));
        }
        catch (VocaFuseNotFoundException) when (item.Status is null && waiter is null)
        {
            // Of an ID alone it is not known whether the voice note is still processing.
            var note = await client.GetVoiceNoteAsync(item.VoiceNoteId, stop).ConfigureAwait(false);
            if (IsProcessing(note.Status))
            {
                return new ExportResult(item, Transcription: null);
            }

            throw;
        }
    }

    private void AddProcessing(ExportItem item)
    {
        processingCount++;
        if (processing.Count < MostNamed)
        {
            processing.Add(item.VoiceNoteId);
        }
    }

    /// <summary>Opens the one file for all transcriptions. It is confirmed once, and an error in it ends the command.</summary>
    private bool IsCombinedOpen()
    {
        if (isCombinedConfirmed is null)
        {
            var path = target.FullName;
            ThrowIf(!Force && File.Exists(path) ? VFErrors.FileExists.Record(path, path, "it") : null);
            isCombinedConfirmed = ShouldProcess(path, $"Write the transcriptions as {target.Formats[0]}");
            if (isCombinedConfirmed.Value)
            {
                ThrowIf(TranscriptionFile.Failure(path, path, () => combined = Create(path, target.Formats[0])));
            }
        }

        return isCombinedConfirmed.Value;
    }

    /// <summary>Finds the files of an item that are to be written, and confirms them.</summary>
    private bool HasFilesToWrite(ExportItem item)
    {
        var isUpToDate = true;
        foreach (var format in target.Formats)
        {
            if (existing.PathOf(item, format) is not { } path)
            {
                // The name depends on the transcription.
                item.Files.Add((format, null));
            }
            else if (!SkipExisting || !ExistingExports.IsUpToDate(item, path))
            {
                isUpToDate = false;
                if (IsWritable(item, path))
                {
                    item.Files.Add((format, path));
                }
            }
        }

        if (item.Files.Count == 0)
        {
            skippedCount += isUpToDate ? 1 : 0;
            return false;
        }

        var where = item.Files is [var (_, only)] && only is not null ? only : target.FullName;
        return ShouldProcess(where, $"Write {What(item)} as {string.Join(", ", item.Files.Select(file => file.Format))}");
    }

    /// <summary>True if a file may be written. Otherwise an error says why not.</summary>
    private bool IsWritable(ExportItem item, string path)
    {
        // Names that differ only in case are one file on some systems, so they are on all.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(path).ToUpperInvariant()));
        if (!names.Add(BitConverter.ToInt64(hash)))
        {
            if (!SkipExisting)
            {
                WriteError(VFErrors.DuplicateFileName.Record(item.VoiceNoteId, path, What(item)));
            }

            return false;
        }

        if (!Force && !SkipExisting && File.Exists(path))
        {
            WriteError(VFErrors.FileExists.Record(item.VoiceNoteId, path, What(item)));
            return false;
        }

        return true;
    }

    private void WriteFile(ExportItem item, Transcription transcription, TranscriptionFormat format, string? path)
    {
        if (path is null)
        {
            path = System.IO.Path.Combine(target.FullName, pattern.For(transcription, format));
            if ((SkipExisting && ExistingExports.IsUpToDate(item, path)) || !IsWritable(item, path))
            {
                return;
            }
        }

        var isWritten = false;
        var failure = TranscriptionFile.Failure(
            path, transcription, () => isWritten = TryWrite(path, transcription, item.VoiceNote, format));
        if (failure is not null)
        {
            WriteError(failure);
        }
        else if (isWritten)
        {
            fileCount++;
            Report(path);
        }
    }

    /// <summary>Writes a file, and returns whether there was anything to write.</summary>
    private bool TryWrite(string path, Transcription transcription, VoiceNote? note, TranscriptionFormat format)
    {
        using var file = Create(path, format);
        file.Write(transcription, note);
        if (format == TranscriptionFormat.Srt && file.IsEmpty)
        {
            WriteWarning($"Voice note '{transcription.VoiceNoteId}' has an empty transcription. No SubRip file was written.");
            return false;
        }

        file.Commit(Force || SkipExisting);
        return true;
    }

    private TranscriptionFile Create(string path, TranscriptionFormat format) =>
        new(path, stream => new TranscriptionWriter(stream, format, captionOptions, MarkConfidenceBelow));

    private void ThrowIf(ErrorRecord? failure)
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
