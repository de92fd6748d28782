using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base of cmdlets that delete things by their ids, many at once.</summary>
public abstract class VFRemoveCmdlet : VFRequestCmdlet<bool>
{
    /// <summary>Returns the ids of what was deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Sends a deletion.</summary>
    private protected void Remove(string id, Func<string, CancellationToken, Task> delete) => Send(id, async stop =>
    {
        await delete(id, stop).ConfigureAwait(false);
        return true;
    });

    private protected override void OnResult(object target, bool result)
    {
        RecentIds.OfThisRunspace().Forget((string)target);
        if (PassThru)
        {
            WriteObject(target);
        }
    }
}
