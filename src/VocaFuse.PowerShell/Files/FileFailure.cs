using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Describes why files cannot be read or written.</summary>
internal static class FileFailure
{
    /// <summary>Creates the error for a file that cannot be written.</summary>
    public static ErrorRecord NotWritten(object? target, string path, Exception failure) =>
        VFErrors.FileNotWritten.Record(target, path, ReasonOf(path, failure));

    /// <summary>Gets the reason as the end of a sentence. For a folder, .NET only says that access is denied.</summary>
    public static string ReasonOf(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => "it is a folder.",
        UnauthorizedAccessException => "access is denied.",
        DirectoryNotFoundException => "a folder of its path does not exist.",
        PathTooLongException => "its path is too long.",
        _ => failure.Message,
    };
}
