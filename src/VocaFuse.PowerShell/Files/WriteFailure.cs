using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Creates the errors for files that can not be written.</summary>
internal static class WriteFailure
{
    public static ErrorRecord Record(object? target, string path, Exception failure) =>
        VFErrors.FileNotWritten.Record(target, path, ReasonOf(path, failure));

    private static string ReasonOf(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => "it is a folder.",
        UnauthorizedAccessException => "access is denied.",
        DirectoryNotFoundException => "a folder of its path does not exist.",
        PathTooLongException => "its path is too long.",
        _ => failure.Message,
    };
}
