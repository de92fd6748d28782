using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Resolves PowerShell paths to file system paths.</summary>
internal static class PathResolver
{
    /// <summary>Returns the full path of exactly one file or folder, existing or not, or an error.</summary>
    public static (string FullName, ErrorRecord? Failure) Of(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        var reason = found.Length == 1 ? null : $"it matches {found.Length} items; a wildcard must match exactly one file or folder";
        return Refusal(path, provider, reason) is { } refusal ? ("", refusal) : (found[0], null);
    }

    /// <summary>Returns the full paths of the matching files, or an error. Folders that match a wildcard are ignored.</summary>
    public static (string[] FullNames, ErrorRecord? Failure) Files(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        var files = found.Length == 1 ? found : Array.FindAll(found, static file => !Directory.Exists(file));
        return Refusal(path, provider, files.Length > 0 ? null : "no files match") is { } refusal ? ([], refusal) : (files, null);
    }

    private static (string[] Found, ProviderInfo Provider) Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        ProviderInfo provider;
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
        {
            return ([.. cmdlet.GetResolvedProviderPathFromPSPath(path, out provider)], provider);
        }

        return ([cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)], provider);
    }

    private static ErrorRecord? Refusal(string path, ProviderInfo provider, string? reason)
    {
        reason = provider.Name == "FileSystem" ? reason : $"it is a path of the {provider.Name} provider";
        return reason is null ? null : VFErrors.InvalidPath.Record(path, path, reason);
    }
}
