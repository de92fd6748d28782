using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the account that the key belongs to, with its usage this month and the month before.</summary>
[Cmdlet(VerbsCommon.Get, "VFAccount", HelpUri = HelpLink.Folder + "Get-VFAccount.md")]
[OutputType(typeof(Account))]
public sealed class GetVFAccountCommand : VFConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteResponse(Client.GetAccountAsync, null);
}
