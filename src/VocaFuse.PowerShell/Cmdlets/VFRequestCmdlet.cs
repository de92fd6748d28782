using System.Diagnostics;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// The base of cmdlets that send a request for each item they are given. Requests overlap while items stream in; results
/// come in the order of the items, and errors in their place.
/// </summary>
/// <typeparam name="T">What a request yields.</typeparam>
public abstract class VFRequestCmdlet<T> : VFConnectedCmdlet
{
    /// <summary>
    /// A record that comes later than this after the one before has a slow source. Its result is written before the next
    /// one is read, because nobody knows when that will be.
    /// </summary>
    private static readonly TimeSpan SlowSource = TimeSpan.FromMilliseconds(50);

    /// <summary>Where nothing was to do for so long, what comes next is a new piece of work, with a rate of its own.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly Queue<(object Target, Task<T> Request)> running = new();

    /// <summary>A pipeline that begins inside a live source's write ends there too, and need not hurry with each record.</summary>
    private readonly bool beganInsideLiveSource = StreamingSource.IsWriting;

    private WorkProgress? progress;
    private long lastRecord;
    private int announced;
    private long sent;
    private bool hasAll;

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = VocaFuseClientOptions.DefaultConcurrency;

    /// <summary>True where a result can take minutes, so that a record which comes in between is not kept waiting for it.</summary>
    private protected virtual bool IsPatient => false;

    /// <summary>What the cmdlet does with many items, as the head of its progress bar, such as "Deleting voice notes".</summary>
    private protected abstract string Activity { get; }

    private protected WorkProgress Progress => progress ??= new WorkProgress(this, Activity);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (running.Count == 0 && lastRecord != 0 && Stopwatch.GetElapsedTime(lastRecord) > Idle)
        {
            Progress.End();
            sent = 0;
        }

        var isSlow = !IsPatient && (lastRecord == 0 || Stopwatch.GetElapsedTime(lastRecord) > SlowSource);
        var goesOn = false;
        try
        {
            Accept();
            Drain(isSlow || (StreamingSource.IsWriting && !beganInsideLiveSource) ? 0 : ThrottleLimit - 1);
            goesOn = true;
        }
        finally
        {
            if (!goesOn)
            {
                progress?.End();
            }
        }

        lastRecord = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        hasAll = true;
        try
        {
            Drain(0);
        }
        finally
        {
            progress?.End();
        }
    }

    private protected sealed override void OnWaiting()
    {
        if (Progress.IsDue && !StreamingSource.IsWriting)
        {
            ShowProgress(Progress);
        }
    }

    /// <summary>Draws the progress bar. How many items there are is known where the first record names many, or no further one will come.</summary>
    private protected virtual void ShowProgress(WorkProgress bar) =>
        bar.ShowCount(sent - running.Count, hasAll ? sent : lastRecord == 0 && announced > 1 ? announced : null);

    /// <summary>Takes the record that the pipeline bound, and sends what is to be sent for it.</summary>
    private protected abstract void Accept();

    /// <summary>Takes the result of a request, in the order of the items.</summary>
    private protected abstract void OnResult(object target, T result);

    /// <summary>Says how many items a record names, before they are sent.</summary>
    private protected void Announce(int count) => announced = count;

    /// <summary>Sends a request, after waiting for a place where the limit is reached.</summary>
    private protected void Send(object target, Func<CancellationToken, Task<T>> request)
    {
        Progress.Begin();
        Drain(ThrottleLimit - 1);
        sent++;
        running.Enqueue((target, request(StopToken)));
    }

    /// <summary>Writes what is done, and waits until no more than a number of requests is on its way.</summary>
    private void Drain(int rest)
    {
        while (running.Count > rest || (running.TryPeek(out var head) && head.Request.IsCompleted))
        {
            var (target, request) = running.Peek();
            T result;
            try
            {
                result = Wait(request);
            }
            catch (VocaFuseException failure)
            {
                running.Dequeue();
                if (EndsCommand(failure))
                {
                    WriteRest();
                }

                WriteFailure(failure, target);
                continue;
            }

            running.Dequeue();
            OnResult(target, result);
            OnWaiting();
        }
    }

    /// <summary>
    /// Writes what is still on its way when a failure ends the command: it may have been carried out, and who runs the
    /// command again has to know. ExceptionFactory of the kind that ends it are told once.
    /// </summary>
    private void WriteRest()
    {
        while (running.TryDequeue(out var next))
        {
            try
            {
                OnResult(next.Target, Wait(next.Request));
            }
            catch (VocaFuseException failure)
            {
                if (!EndsCommand(failure))
                {
                    WriteFailure(failure, next.Target);
                }
            }
        }
    }
}
