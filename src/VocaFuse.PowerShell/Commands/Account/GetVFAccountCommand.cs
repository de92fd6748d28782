using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the account of the key, with its usage this month and last month.</summary>
[Cmdlet(VerbsCommon.Get, "VFAccount", HelpUri = HelpLink.Folder + "Get-VFAccount.md")]
[OutputType(typeof(Account))]
public sealed class GetVFAccountCommand : VFConnectedCmdlet
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public override VFConnection? Connection { get => base.Connection; set => base.Connection = value; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteResponse(Client.GetAccountAsync, null);
}
