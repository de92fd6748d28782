using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base of every cmdlet: stops at once, waits without blocking notices, streams, and maps errors.</summary>
public abstract class VFCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stop = new();
    private RequestEventQueue? notices;
    private RequestEventWriter? writer;
    private RecentIds? recent;

    /// <summary>Cancelled when the pipeline stops.</summary>
    private protected CancellationToken StopToken => stop.Token;

    private protected RequestEventQueue RequestEvents => notices ??= new RequestEventQueue(WritesDebug());

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <summary>Gives up what is still on its way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Cancel();
            stop.Dispose();
            notices?.Dispose();
        }
    }

    /// <summary>Blocks until a task has ended, and writes meanwhile what the client has to say.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T Wait<T>(Task<T> task)
    {
        if (!task.IsCompleted)
        {
            RequestEvents.WakeAfter(task);
        }

        while (!task.IsCompleted)
        {
            RequestEvents.Wait(Slice);
            WriteRequestEvents();
            writer?.OnWaiting();
            OnWaiting();
        }

        WriteRequestEvents();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Hands the elements of a sequence on as they come.</summary>
    private protected IEnumerable<T> Stream<T>(IAsyncEnumerable<T> source)
    {
        var enumerator = source.GetAsyncEnumerator(stop.Token);
        try
        {
            while (true)
            {
                var next = enumerator.MoveNextAsync();
                var hasNext = next.IsCompletedSuccessfully ? next.Result : Wait(next.AsTask());
                // What is there already is not waited for, and yet there may be news of how it came.
                WriteRequestEvents();
                if (!hasNext)
                {
                    yield break;
                }

                yield return enumerator.Current;
            }
        }
        finally
        {
            // Nothing of ours suspends while it is disposed: what is on its way is cancelled, not awaited.
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Writes what the service has told of, and keeps its id for completion.</summary>
    private protected void WriteItem(object? item)
    {
        if (item is not null)
        {
            (recent ??= RecentIds.OfThisRunspace()).Add(item);
        }

        WriteObject(item);
    }

    /// <summary>Returns the IDs of the identities that have one, and writes an error for each of the others.</summary>
    private protected IEnumerable<string> ValidIds(IEnumerable<VoiceNoteIdentity> identities)
    {
        foreach (var identity in identities)
        {
            if (identity.Problem is { } problem)
            {
                WriteError(VFErrors.InvalidVoiceNote.Record(identity.Value, problem));
            }
            else
            {
                yield return identity.Id!;
            }
        }
    }

    /// <summary>Called about ten times a second while the cmdlet waits.</summary>
    private protected virtual void OnWaiting()
    {
    }

    private protected void WriteRequestEvents()
    {
        while (notices is not null && notices.TryTake(out var entry))
        {
            (writer ??= new RequestEventWriter(this, IsGiven("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose"))).Write(entry.Notice, entry.At);
        }
    }

    /// <summary>Ends the command where no further item could do better, else writes the error and lets the rest go on.</summary>
    private protected void WriteFailure(VocaFuseException failure, object? target, string? hint = null)
    {
        var record = VFErrors.Of(failure).RecordOf(failure, target, hint);
        if (EndsCommand(failure))
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>True for failures that every further request would meet too.</summary>
    private protected static bool EndsCommand(VocaFuseException failure) =>
        failure is VocaFuseAuthenticationException or VocaFuseConnectionException { IsUnreachable: true } or VocaFuseConnectionException { IsClosed: true };

    private bool WritesDebug() => MyInvocation.BoundParameters.ContainsKey("Debug")
        ? IsGiven("Debug")
        : GetVariableValue("DebugPreference") is ActionPreference and not ActionPreference.SilentlyContinue and not ActionPreference.Ignore;

    private bool IsGiven(string switchName) =>
        MyInvocation.BoundParameters.TryGetValue(switchName, out var bound) && bound is SwitchParameter { IsPresent: true };
}
