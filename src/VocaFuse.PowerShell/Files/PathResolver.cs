using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Resolves PowerShell paths to file system paths.</summary>
internal static class PathResolver
{
    /// <summary>Returns the full path of one file or folder, existing or not. Any other path ends the command with an error.</summary>
    public static string GetFullPath(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, error) = Resolve(cmdlet, path, isLiteral);
        error ??= found.Length switch
        {
            0 => VFErrors.PathNotFound.CreateRecord(path, path),
            1 => null,
            var count => VFErrors.InvalidPath.CreateRecord(
                path, path, $"it matches {count} items; a wildcard must match exactly one file or folder"),
        };
        cmdlet.ThrowIf(error);
        return found[0];
    }

    /// <summary>Returns the full paths of the matching files, or writes an error. Folders that match a wildcard are ignored.</summary>
    public static string[] FindFiles(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, error) = Resolve(cmdlet, path, isLiteral);
        var files = found.Length == 1 ? found : Array.FindAll(found, static file => !Directory.Exists(file));
        if (error is not null || files.Length == 0)
        {
            cmdlet.WriteError(error ?? VFErrors.PathNotFound.CreateRecord(path, path));
        }

        return files;
    }

    private static (string[] Found, ErrorRecord? Error) Resolve(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            string[] found = !isLiteral && WildcardPattern.ContainsWildcardCharacters(path)
                ? [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out provider)]
                : [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
            return provider.Name == "FileSystem"
                ? (found, null)
                : ([], VFErrors.InvalidPath.CreateRecord(path, path, $"it is a path of the {provider.Name} provider"));
        }
        catch (SessionStateException)
        {
            // The folder or the drive of the path does not exist.
            return ([], VFErrors.PathNotFound.CreateRecord(path, path));
        }
    }
}
