namespace VocaFuse.PowerShell;

/// <summary>The address of the help pages for <c>Get-Help -Online</c>.</summary>
internal static class HelpLink
{
    public const string Folder = "https://github.com/vocafuse/vocafuse-powershell/blob/main/docs/en-US/";
}
