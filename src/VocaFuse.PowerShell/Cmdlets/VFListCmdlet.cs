using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that list resources or get them by ID.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public abstract class VFListCmdlet<T> : VFRequestCmdlet<T>
{
    private protected const string ListSet = "List";
    private protected const string IdSet = "Id";

    /// <summary>Gets the number of items of the list that have been written.</summary>
    private protected long ListedCount { get; private set; }

    /// <summary>Gets the total of the list for the progress bar; null if it is not known.</summary>
    private protected virtual long? ListTotal => null;

    /// <summary>Gets the recommended action if the list stops after some items.</summary>
    private protected virtual string ResumeHint => $"The list stopped after {VFDisplay.Count(ListedCount)} entries. "
        + $"Run {MyInvocation.MyCommand.Name} again to get all of it.";

    /// <summary>Returns the IDs of the current record.</summary>
    private protected abstract IReadOnlyList<string> GetIds();

    private protected abstract IAsyncEnumerable<T> ListAsync(CancellationToken cancellationToken);

    private protected abstract Task<T> GetAsync(string id, CancellationToken cancellationToken);

    private protected sealed override void StartRequests()
    {
        if (ParameterSetName == ListSet)
        {
            List();
            return;
        }

        var ids = GetIds();
        SetItemCount(ids.Count);
        foreach (var id in ids)
        {
            StartRequest(id, cancellationToken => GetAsync(id, cancellationToken));
        }
    }

    private protected sealed override void OnResult(object target, T result) => WriteItem(result);

    private protected sealed override void ShowProgress(WorkProgress bar)
    {
        if (ParameterSetName == ListSet)
        {
            bar.ShowCount(ListedCount, ListTotal);
        }
        else
        {
            base.ShowProgress(bar);
        }
    }

    /// <summary>Called before each item of a list is written.</summary>
    private protected virtual void OnListItem()
    {
    }

    /// <summary>Called after a complete list.</summary>
    private protected virtual void OnListed()
    {
    }

    private void List()
    {
        try
        {
            Progress.Begin();
            foreach (var item in Stream(ListAsync(StopToken)))
            {
                OnListItem();
                WriteItem(item);
                ListedCount++;
                OnWaiting();
            }

            OnListed();
        }
        catch (VocaFuseException failure) when (ListedCount > 0)
        {
            // Downstream commands are still processing earlier items; a terminating error would stop them.
            WriteError(VFErrors.CreateRecord(failure, null, ResumeHint));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, null);
        }
    }
}
