using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that list resources or get them by ID.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public abstract class VFListCmdlet<T> : VFRequestCmdlet<T>
{
    private protected const string ListSet = "List";
    private protected const string IdSet = "Id";

    /// <summary>Gets the specified IDs; empty for a list.</summary>
    private protected abstract IReadOnlyList<string> Ids { get; }

    private protected abstract IAsyncEnumerable<T> ListAsync(CancellationToken cancellationToken);

    private protected abstract Task<T> GetAsync(string id, CancellationToken cancellationToken);

    private protected sealed override void Accept()
    {
        Announce(Ids.Count);
        foreach (var id in Ids)
        {
            Send(id, cancellationToken => GetAsync(id, cancellationToken));
        }

        if (ParameterSetName == ListSet)
        {
            List();
        }
    }

    private protected sealed override void OnResult(object target, T result) => WriteItem(result);

    /// <summary>Called after a complete list.</summary>
    private protected virtual void OnListed()
    {
    }

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

            OnListed();
        }
        catch (VocaFuseException failure) when (listed > 0)
        {
            // Downstream commands are still processing earlier items; a terminating error would stop them.
            var hint = $"The list stopped after {VFDisplay.Count(listed)} entries. "
                + $"Run {MyInvocation.MyCommand.Name} again to get all of it.";
            WriteError(VFErrors.Of(failure).RecordOf(failure, null, hint));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, null);
        }
    }
}
