using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base of every cmdlet that talks to the service.</summary>
public abstract class VFConnectedCmdlet : VFCmdlet
{
    private VocaFuseClient? client;

    /// <summary>The connection to use, or its name. The current one of this session where left out.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public VFConnection? Connection { get; set; }

    /// <summary>The client of the connection; its notices come to this cmdlet.</summary>
    private protected VocaFuseClient Client => client ??= Resolve().Client.ObservedBy(RequestEvents);

    /// <summary>Sends one request and writes what it yields, or the error it ends in.</summary>
    /// <param name="request">The request.</param>
    /// <param name="target">What the user gave.</param>
    /// <param name="hint">What to do where the request may have been carried out although it failed; null for nothing special.</param>
    private protected void WriteResponse<T>(Func<CancellationToken, Task<T>> request, object? target, string? hint = null)
    {
        T answer;
        try
        {
            answer = Wait(request(StopToken));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, target, failure.MayHaveBeenApplied ? hint : null);
            return;
        }

        SecretlessCopies.Prepare(this, answer);
        WriteItem(answer);
    }

    private VFConnection Resolve()
    {
        var connection = Connection ?? ConnectionStore.OfThisRunspace().Current;
        if (connection is null)
        {
            ThrowTerminatingError(VFErrors.NotConnected.Record(null));
        }

        if (connection!.IsClosed)
        {
            ThrowTerminatingError(VFErrors.ConnectionClosed.Record(connection, connection.Name));
        }

        return connection;
    }
}
