using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds the places in the file system that PowerShell paths mean.</summary>
internal static class PathResolver
{
    /// <summary>Gives the full path of the one place that is meant, whether anything is there or not, or the error that the path is.</summary>
    public static (string FullName, ErrorRecord? Failure) Of(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        return Refusal(path, provider, found.Length == 1 ? null : $"it stands for {found.Length} places, where one is needed") is { } refusal ? ("", refusal) : (found[0], null);
    }

    /// <summary>Gives the full paths of the files that are meant, or the error that the path is. Folders that wildcards find are none.</summary>
    public static (string[] FullNames, ErrorRecord? Failure) Files(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        var (found, provider) = Resolve(cmdlet, path, isLiteral);
        var files = found.Length == 1 ? found : Array.FindAll(found, static file => !Directory.Exists(file));
        return Refusal(path, provider, files.Length > 0 ? null : "it stands for no file") is { } refusal ? ([], refusal) : (files, null);
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
        reason = provider.Name == "FileSystem" ? reason : $"it belongs to {provider.Name} and not to the file system";
        return reason is null ? null : VFErrors.InvalidPath.Record(path, path, reason);
    }
}
