using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base of cmdlets that list all there is, or get what has given ids.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public abstract class VFListCmdlet<T> : VFRequestCmdlet<T>
{
    private protected const string ListSet = "List";
    private protected const string IdSet = "Id";

    /// <summary>The ids that were given; none where all is to be listed.</summary>
    private protected abstract IReadOnlyList<string> Ids { get; }

    private protected abstract IAsyncEnumerable<T> ListAsync(CancellationToken stop);

    private protected abstract Task<T> GetAsync(string id, CancellationToken stop);

    private protected sealed override void Accept()
    {
        Announce(Ids.Count);
        foreach (var id in Ids)
        {
            Send(id, stop => GetAsync(id, stop));
        }

        if (ParameterSetName == ListSet)
        {
            List();
        }
    }

    private protected sealed override void OnResult(object target, T result) => WriteItem(result);

    private void List()
    {
        var listed = 0L;
        try
        {
            foreach (var item in Stream(ListAsync(StopToken)))
            {
                WriteItem(item);
                listed++;
            }
        }
        catch (VocaFuseException failure) when (listed > 0)
        {
            // Those after this command are at work on what they were given; a terminating error would cut them off.
            WriteError(VFErrors.Of(failure).RecordOf(failure, null, $"The list ended after {VFDisplay.Count(listed)} entries; run {MyInvocation.MyCommand.Name} again for all of it."));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, null);
        }
    }
}
