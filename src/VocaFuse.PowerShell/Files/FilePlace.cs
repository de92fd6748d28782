using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds the place in the file system that a PowerShell path means, whether anything is there or not.</summary>
internal static class FilePlace
{
    /// <summary>Gives the full path, or the error that the path is.</summary>
    public static (string FullName, ErrorRecord? Failure) Of(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        ProviderInfo provider;
        string[] found;
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
        {
            found = [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out provider)];
        }
        else
        {
            found = [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
        }

        var reason = (found.Length, provider.Name) switch
        {
            (not 1, _) => $"it stands for {found.Length} places, where one is needed",
            (_, not "FileSystem") => $"it belongs to {provider.Name} and not to the file system",
            _ => null,
        };
        return reason is null ? (found[0], null) : ("", VFErrors.InvalidPath.Record(path, path, reason));
    }
}
