namespace VocaFuse.PowerShell;

/// <summary>Where an export goes, and as what.</summary>
/// <param name="FullName">The path in the file system.</param>
/// <param name="IsFolder">True where each transcription gets a file of its own in it.</param>
/// <param name="Format">The format.</param>
internal sealed record ExportTarget(string FullName, bool IsFolder, TranscriptionFormat Format)
{
    /// <summary>
    /// Decides what is meant: a folder where there is one, where the path ends with a separator or has no ending, or where
    /// names for files are given; else a file, whose ending tells the format where nothing else does.
    /// </summary>
    public static ExportTarget Of(string given, string fullName, bool hasFileName, TranscriptionFormat? format)
    {
        var isFolder = hasFileName
            || Directory.Exists(fullName)
            || Path.EndsInDirectorySeparator(given)
            || (!Path.HasExtension(fullName) && !File.Exists(fullName));
        return new ExportTarget(fullName, isFolder, format ?? (isFolder ? TranscriptionFormat.Text : FormatOf(fullName)));
    }

    private static TranscriptionFormat FormatOf(string fullName) => Enum.GetValues<TranscriptionFormat>()
        .FirstOrDefault(format => string.Equals(TranscriptionWriter.ExtensionOf(format), Path.GetExtension(fullName), StringComparison.OrdinalIgnoreCase));
}
