using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The file or the folder that an export writes to.</summary>
/// <param name="FullName">The path in the file system.</param>
/// <param name="IsFolder">True if each transcription is written to its own file in it.</param>
/// <param name="Formats">The formats; one if it is a file.</param>
internal sealed record ExportTarget(string FullName, bool IsFolder, IReadOnlyList<TranscriptionFormat> Formats)
{
    /// <summary>Gets whether it is one file for all transcriptions.</summary>
    public bool IsCombined => !IsFolder && TranscriptionWriter.HoldsSeveral(Formats[0]);

    /// <summary>
    /// Decides what a path is: a folder if it is one, if it ends with a separator or has no extension, or if a pattern for names is
    /// specified; a file otherwise, whose extension determines the format if none is specified.
    /// </summary>
    public static ExportTarget Create(string given, string fullName, bool hasFileName, IReadOnlyList<TranscriptionFormat>? formats)
    {
        var isFolder = hasFileName
            || Directory.Exists(fullName)
            || Path.EndsInDirectorySeparator(given)
            || (!Path.HasExtension(fullName) && !File.Exists(fullName));
        formats = formats is { Count: > 0 } ? [.. formats.Distinct()] : [isFolder ? TranscriptionFormat.Text : GetFormat(fullName)];
        return new ExportTarget(fullName, isFolder, formats);
    }

    /// <summary>Returns why the target cannot be written to; null if it can.</summary>
    public ErrorRecord? Validate(string given, bool isFormatGiven, bool skipsExisting) => IsFolder ? null
        : !isFormatGiven && !HasFormat ? VFErrors.UnknownExtension.CreateRecord(given, given)
        : Formats.Count > 1 ? VFErrors.FolderRequired.CreateRecord(given, given, "Several formats need")
        : IsCombined && skipsExisting ? VFErrors.FolderRequired.CreateRecord(given, given, "-SkipExisting needs")
        : null;

    /// <summary>True if the extension of the file is that of a format. Plain text has others, or none.</summary>
    private bool HasFormat => Path.GetExtension(FullName).ToLowerInvariant() is "" or ".txt" or ".text" or ".log"
        || GetFormat(FullName) != TranscriptionFormat.Text;

    private static TranscriptionFormat GetFormat(string fullName)
    {
        var extension = Path.GetExtension(fullName);
        return Enum.GetValues<TranscriptionFormat>()
            .FirstOrDefault(format => TranscriptionWriter.ExtensionOf(format).Equals(extension, StringComparison.OrdinalIgnoreCase));
    }
}
