using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Describes why files cannot be read or written.</summary>
internal static class FileFailure
{
    /// <summary>Creates the error for a file that cannot be written.</summary>
    public static ErrorRecord NotWritten(object? target, string path, Exception failure) =>
        VFErrors.FileNotWritten.CreateRecord(target, path, GetReason(path, failure));

    /// <summary>Creates the error for a folder that cannot be created.</summary>
    public static ErrorRecord FolderNotCreated(object? target, string folder, Exception failure) =>
        VFErrors.FileNotWritten.CreateRecord(
            target, folder, File.Exists(folder) ? "it is a file and not a folder." : GetReason(folder, failure));

    /// <summary>Creates the error for a file that does not exist or cannot be read.</summary>
    /// <param name="path">The path, which is also the target of the error.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="unreadable">The error for a file that exists. Its arguments are the path and the reason.</param>
    public static ErrorRecord NotRead(string path, Exception failure, VFError unreadable) =>
        failure is FileNotFoundException or DirectoryNotFoundException
            ? VFErrors.FileNotFound.CreateRecord(path, path)
            : unreadable.CreateRecord(path, path, GetReason(path, failure));

    /// <summary>Gets the reason as the end of a sentence. For a folder, .NET only says that access is denied.</summary>
    private static string GetReason(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => "it is a folder.",
        UnauthorizedAccessException => "access is denied.",
        _ when FindFileInPath(path) is { } file => $"'{file}' is a file and not a folder.",
        FileNotFoundException or DirectoryNotFoundException => "a folder of its path does not exist.",
        PathTooLongException => "its path is too long.",
        _ => failure.Message,
    };

    /// <summary>Returns the file whose name a folder of the path should have; null if there is none.</summary>
    private static string? FindFileInPath(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !File.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
