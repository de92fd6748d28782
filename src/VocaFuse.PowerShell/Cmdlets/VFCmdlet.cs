using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of all cmdlets: cancellation, waiting for tasks, streaming and error records.</summary>
public abstract class VFCmdlet : VFRedactingCmdlet, IDisposable
{
    /// <summary>The longest wait before request events and progress are written.</summary>
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A pipeline that starts while a streaming source is writing ends before the next event, so it may batch as usual.</summary>
    private readonly bool startedInsideStreamingSource = StreamingSource.IsWriting;

    private readonly CancellationTokenSource cancellation = new();
    private RequestEventQueue? events;
    private RequestEventWriter? writer;
    private RecentIds? recentIds;

    /// <summary>Gets a token that is canceled when the pipeline stops.</summary>
    private protected CancellationToken StopToken => cancellation.Token;

    /// <summary>Gets whether the current record is from a streaming source, so that its result must not wait for the next record.</summary>
    private protected bool HasStreamingInput => StreamingSource.IsWriting && !startedInsideStreamingSource;

    private protected RequestEventQueue RequestEvents => events ??= new RequestEventQueue(WritesDebug());

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the command with an error, if there is one.</summary>
    internal void ThrowIf(ErrorRecord? error)
    {
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => cancellation.Cancel();

    /// <summary>Cancels requests in flight.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            cancellation.Cancel();
            cancellation.Dispose();
        }
    }

    /// <summary>Blocks until a task has completed, and writes request events in the meantime.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T WaitFor<T>(Task<T> task)
    {
        WaitFor((Task)task);
        return task.Result;
    }

    /// <inheritdoc cref="WaitFor{T}"/>
    private protected void WaitFor(Task task)
    {
        while (!task.IsCompleted)
        {
            RequestEvents.Wait(task, UpdateInterval);
            WriteRequestEvents();
            writer?.OnWaiting();
            OnWaiting();
        }

        WriteRequestEvents();
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Enumerates an asynchronous sequence on the pipeline thread.</summary>
    private protected IEnumerable<T> Stream<T>(IAsyncEnumerable<T> source)
    {
        var enumerator = source.GetAsyncEnumerator(cancellation.Token);
        try
        {
            while (true)
            {
                var next = enumerator.MoveNextAsync();
                var hasNext = next.IsCompletedSuccessfully ? next.Result : WaitFor(next.AsTask());
                // Without a wait, events of requests that completed earlier are still queued.
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
            // Disposal cancels requests in flight and does not wait for them, so this does not block.
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Writes an object of the service and stores its ID for completion. Listings call this for every note.</summary>
    private protected void WriteItem(object? item)
    {
        if (item is not null)
        {
            SerializationTypeData.Prepare(this, item);
            (recentIds ??= RecentIds.ForCurrentRunspace()).Add(item);
        }

        WriteObject(item);
    }

    /// <summary>Returns the IDs of the identities that have one, and writes an error for each of the others.</summary>
    private protected IEnumerable<string> SelectValidIds(IEnumerable<VoiceNoteIdentity> identities) =>
        SelectValid(identities).Select(static identity => identity.Id!);

    /// <summary>Returns the identities that have an ID, and writes an error for each of the others.</summary>
    private protected IEnumerable<VoiceNoteIdentity> SelectValid(IEnumerable<VoiceNoteIdentity> identities)
    {
        foreach (var identity in identities)
        {
            if (identity.Problem is { } problem)
            {
                WriteError(VFErrors.InvalidVoiceNote.CreateRecord(identity.Value, problem));
            }
            else
            {
                yield return identity;
            }
        }
    }

    /// <summary>Called about ten times a second while the cmdlet waits.</summary>
    private protected virtual void OnWaiting()
    {
    }

    private protected void WriteRequestEvents()
    {
        while (events is not null && events.TryTake(out var entry))
        {
            writer ??= new RequestEventWriter(this, usesDebugStream: GetSwitch("Debug") == true && GetSwitch("Verbose") is null);
            writer.Write(entry.Event, entry.AtMs);
        }
    }

    /// <summary>Stops the command if every later item would fail too; otherwise writes the error and continues.</summary>
    private protected void WriteFailure(VocaFuseException failure, object? target, string? hint = null)
    {
        var record = VFErrors.CreateRecord(failure, target, hint);
        if (StopsCommand(failure))
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>Returns true for errors that every later request would cause too.</summary>
    private protected static bool StopsCommand(VocaFuseException failure) =>
        failure is VocaFuseAuthenticationException
            or VocaFuseConnectionException { IsUnreachable: true }
            or VocaFuseConnectionException { IsClosed: true };

    /// <summary>Gets a switch of the command; null if it is not specified.</summary>
    private protected bool? GetSwitch(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out var bound) ? bound is SwitchParameter { IsPresent: true } : null;

    private bool WritesDebug() => GetSwitch("Debug")
        ?? GetVariableValue("DebugPreference") is ActionPreference and not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
