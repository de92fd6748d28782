namespace VocaFuse.PowerShell;

/// <summary>Finds the files that earlier exports wrote for a voice note.</summary>
/// <remarks>
/// The file name of a pattern such as <c>{CreatedAt:yyyy-MM-dd} {VoiceNoteId}</c> depends on the transcription. To find existing
/// files without fetching transcriptions, the IDs are read from the file names in the folder.
/// </remarks>
internal sealed class ExistingExports(ExportTarget target, TranscriptionFileName pattern)
{
    /// <summary>The existing files by the ID of their voice note and their extension; null before the folder was read.</summary>
    private Dictionary<string, string>? pathsById;

    /// <summary>Gets the path of a source's file; null if it depends on the transcription and no file of the source exists.</summary>
    public string? GetPath(TranscriptionSource source, TranscriptionFormat format)
    {
        if (!target.IsFolder)
        {
            return target.FullName;
        }

        var name = pattern.NeedsVoiceNote && !source.HasVoiceNote ? null
            : source.Transcription is { } transcription ? pattern.For(transcription, format)
            : pattern.ForVoiceNote(source.VoiceNoteId, source.VoiceNote, format);
        if (name is not null)
        {
            return Path.Combine(target.FullName, name);
        }

        pathsById ??= ReadFolder();
        return pathsById.GetValueOrDefault(TranscriptionFileName.NameOfId(source.VoiceNoteId) + TranscriptionWriter.ExtensionOf(format));
    }

    /// <summary>Returns true if the file exists and is not older than the last change of the voice note.</summary>
    public static bool IsUpToDate(TranscriptionSource source, string path)
    {
        var file = new FileInfo(path);
        return file.Exists && !(source.ChangedAt?.ToUniversalTime() > file.LastWriteTimeUtc);
    }

    private Dictionary<string, string> ReadFolder()
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var extension in target.Formats.Select(TranscriptionWriter.ExtensionOf))
        {
            foreach (var path in Directory.Exists(target.FullName) ? Directory.EnumerateFiles(target.FullName, "*" + extension) : [])
            {
                if (pattern.FindVoiceNoteId(Path.GetFileNameWithoutExtension(path)) is { } id)
                {
                    paths[id + extension] = path;
                }
            }
        }

        return paths;
    }
}
