using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Writes transcriptions to the files of an export, and reports what it wrote and why it did not.</summary>
internal sealed class TranscriptionExporter(
    VFCmdlet cmdlet, ExportTarget target, TranscriptionFileName pattern, ExportOptions options) : IDisposable
{
    private readonly ExistingExports existing = new(target, pattern);

    /// <summary>
    /// The voice note of each file name of this command. Some file systems ignore case, so names that differ only in case are duplicates.
    /// </summary>
    private readonly Dictionary<string, string> noteOfName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file for all transcriptions; null until it is opened, and if each has its own file.</summary>
    private TranscriptionFile? combined;

    /// <summary>The user's response to the prompt for the combined file; null before the prompt.</summary>
    private bool? isCombinedConfirmed;

    private int fileCount, noteCount, skippedCount;

    /// <summary>True if a file of the source is to be written, and the user confirmed it.</summary>
    public bool ShouldWrite(TranscriptionSource source) => target.IsCombined ? OpenCombined() : SelectFiles(source);

    /// <summary>Writes the files of a source for which <see cref="ShouldWrite"/> returned true.</summary>
    public void Write(TranscriptionSource source, Transcription transcription)
    {
        if (combined is not null)
        {
            cmdlet.ThrowIf(TranscriptionFile.CatchError(target.FullName, target.FullName, () => combined.Write(transcription)));
            noteCount++;
            return;
        }

        var before = fileCount;
        foreach (var (format, path) in source.Files)
        {
            WriteFile(source, transcription, format, path);
        }

        noteCount += fileCount > before ? 1 : 0;
    }

    /// <summary>Completes the combined file, and writes the counts to the verbose stream.</summary>
    public void Finish()
    {
        if (combined is not null)
        {
            cmdlet.ThrowIf(TranscriptionFile.CatchError(target.FullName, target.FullName, () => combined.Commit(options.Force)));
            Report(target.FullName);
        }

        cmdlet.WriteVerbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {fileCount:#,0} files for {noteCount:#,0} voice notes; skipped {skippedCount:#,0} that were up to date."));
    }

    public void Dispose() => combined?.Dispose();

    private static string Describe(TranscriptionSource source) => $"the transcription of voice note '{source.VoiceNoteId}'";

    /// <summary>
    /// Opens the combined file with the first source, and returns true if the user confirmed it. Errors end the command.
    /// </summary>
    private bool OpenCombined()
    {
        if (isCombinedConfirmed is null)
        {
            var path = target.FullName;
            cmdlet.ThrowIf(!options.Force && File.Exists(path) ? VFErrors.FileExists.CreateRecord(path, path, "it") : null);
            isCombinedConfirmed = cmdlet.ShouldProcess(path, $"Write the transcriptions as {target.Formats[0]}");
            if (isCombinedConfirmed.Value)
            {
                cmdlet.ThrowIf(TranscriptionFile.CatchError(path, path, () => combined = Create(path, target.Formats[0])));
            }
        }

        return isCombinedConfirmed.Value;
    }

    /// <summary>Selects the files of a source to write, and returns true if the user confirmed them.</summary>
    private bool SelectFiles(TranscriptionSource source)
    {
        var isUpToDate = true;
        foreach (var format in target.Formats)
        {
            if (existing.GetPath(source, format) is not { } path)
            {
                // The name depends on the transcription.
                source.Files.Add((format, null));
            }
            else if (!TryTakeName(source, path))
            {
                isUpToDate = false;
            }
            else if (!options.SkipExisting || !ExistingExports.IsUpToDate(source, path))
            {
                isUpToDate = false;
                if (IsWritable(source, path))
                {
                    source.Files.Add((format, path));
                }
            }
        }

        if (source.Files.Count == 0)
        {
            skippedCount += isUpToDate ? 1 : 0;
            return false;
        }

        var shown = source.Files is [var (_, only)] && only is not null ? only : target.FullName;
        return cmdlet.ShouldProcess(shown, $"Write {Describe(source)} as {string.Join(", ", source.Files.Select(file => file.Format))}");
    }

    /// <summary>Returns true if no earlier file of this command has the name. A note given twice is no error with -SkipExisting.</summary>
    private bool TryTakeName(TranscriptionSource source, string path)
    {
        var name = Path.GetFileName(path);
        if (noteOfName.TryAdd(name, source.VoiceNoteId))
        {
            return true;
        }

        if (!options.SkipExisting || noteOfName[name] != source.VoiceNoteId)
        {
            cmdlet.WriteError(VFErrors.DuplicateFileName.CreateRecord(source.VoiceNoteId, path, Describe(source)));
        }

        return false;
    }

    /// <summary>Returns true if a file may be written. Otherwise it writes an error with the reason.</summary>
    private bool IsWritable(TranscriptionSource source, string path)
    {
        if (!options.Force && !options.SkipExisting && File.Exists(path))
        {
            cmdlet.WriteError(VFErrors.FileExists.CreateRecord(source.VoiceNoteId, path, Describe(source)));
            return false;
        }

        return true;
    }

    private void WriteFile(TranscriptionSource source, Transcription transcription, TranscriptionFormat format, string? path)
    {
        if (path is null)
        {
            path = Path.Combine(target.FullName, pattern.For(transcription, format));
            var isUpToDate = options.SkipExisting && ExistingExports.IsUpToDate(source, path);
            if (!TryTakeName(source, path) || isUpToDate || !IsWritable(source, path))
            {
                return;
            }
        }

        var isWritten = false;
        var error = TranscriptionFile.CatchError(path, transcription, () => isWritten = TryWrite(path, transcription, format));
        if (error is not null)
        {
            cmdlet.WriteError(error);
        }
        else if (isWritten)
        {
            Report(path);
        }
    }

    /// <summary>Writes a file. Returns false, with a warning, if it would be an empty SubRip file.</summary>
    private bool TryWrite(string path, Transcription transcription, TranscriptionFormat format)
    {
        using var file = Create(path, format);
        file.Write(transcription);
        var overwrites = options.Force || options.SkipExisting;
        if (format == TranscriptionFormat.Srt && file.IsEmpty())
        {
            var isOld = overwrites && File.Exists(path);
            if (isOld)
            {
                // The existing file contains the captions of another text.
                File.Delete(path);
            }

            cmdlet.WriteWarning($"Voice note '{transcription.VoiceNoteId}' has an empty transcription. No SubRip file was written"
                + (isOld ? $", and the old one was removed: '{path}'." : "."));
            return false;
        }

        file.Commit(overwrites);
        return true;
    }

    private TranscriptionFile Create(string path, TranscriptionFormat format) =>
        new(path, stream => new TranscriptionWriter(stream, format, options.Captions, options.MarkConfidenceBelow));

    private void Report(string path)
    {
        fileCount++;
        if (options.PassThru)
        {
            cmdlet.WriteObject(new FileInfo(path));
        }
    }
}
