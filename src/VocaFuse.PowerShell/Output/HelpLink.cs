namespace VocaFuse.PowerShell;

/// <summary>Where <c>Get-Help -Online</c> finds the page of a cmdlet.</summary>
internal static class HelpLink
{
    public const string Folder = "https://github.com/vocafuse/vocafuse-powershell/blob/main/docs/en-US/";
}
