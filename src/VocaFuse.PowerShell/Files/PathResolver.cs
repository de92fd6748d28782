using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Resolves PowerShell paths to file system paths.</summary>
internal static class PathResolver
{
    /// <summary>Returns the full path of exactly one file or folder, existing or not, or an error.</summary>
    public static (string FullName, ErrorRecord? Failure) Of(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        return found.Length == 0 || provider is null ? ("", VFErrors.PathNotFound.Record(path, path))
            : ProviderError(path, provider) is { } error ? ("", error)
            : found.Length == 1 ? (found[0], null)
            : ("", VFErrors.InvalidPath.Record(
                path, path, $"it matches {found.Length} items; a wildcard must match exactly one file or folder"));
    }

    /// <summary>Returns the full paths of the matching files, or an error. Folders that match a wildcard are ignored.</summary>
    public static (string[] FullNames, ErrorRecord? Failure) Files(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        var files = found.Length == 1 ? found : Array.FindAll(found, static file => !Directory.Exists(file));
        return provider is not null && ProviderError(path, provider) is { } error ? ([], error)
            : files.Length == 0 ? ([], VFErrors.PathNotFound.Record(path, path))
            : (files, null);
    }

    /// <summary>Finds what a path means. The provider is null if the folder or the drive of the path does not exist.</summary>
    private static (string[] Found, ProviderInfo? Provider) Resolve(VFCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
            {
                return ([.. cmdlet.GetResolvedProviderPathFromPSPath(path, out provider)], provider);
            }

            return ([cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)], provider);
        }
        catch (SessionStateException)
        {
            return ([], null);
        }
    }

    private static ErrorRecord? ProviderError(string path, ProviderInfo provider) => provider.Name == "FileSystem"
        ? null
        : VFErrors.InvalidPath.Record(path, path, $"it is a path of the {provider.Name} provider");
}
