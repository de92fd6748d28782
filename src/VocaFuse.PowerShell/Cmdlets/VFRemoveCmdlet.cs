using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that delete resources by ID.</summary>
public abstract class VFRemoveCmdlet : VFRequestCmdlet<bool>
{
    /// <summary>Returns the IDs of the deleted resources.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Starts a deletion.</summary>
    private protected void Remove(string id, Func<string, CancellationToken, Task> delete) => StartRequest(id, async cancellationToken =>
    {
        await delete(id, cancellationToken).ConfigureAwait(false);
        return true;
    });

    private protected override void OnResult(object target, bool result)
    {
        RecentIds.ForCurrentRunspace().Remove((string)target);
        if (PassThru)
        {
            WriteObject(target);
        }
    }
}
