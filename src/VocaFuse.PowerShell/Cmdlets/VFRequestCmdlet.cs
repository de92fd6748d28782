using System.Diagnostics;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// The base class of cmdlets that send one request per input item. Requests overlap while items stream in; results and errors
/// keep the order of the items.
/// </summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class VFRequestCmdlet<T> : VFConnectedCmdlet
{
    /// <summary>
    /// A longer interval between two records means a slow source. The result of a record is then written before the next
    /// record is read, because it is unknown when the next record arrives.
    /// </summary>
    private static readonly TimeSpan SlowSource = TimeSpan.FromMilliseconds(50);

    /// <summary>After a longer idle time, the progress bar starts again with a new rate.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>The requests whose results have not been written, in the order of the items.</summary>
    private readonly Queue<(object Target, Task<T> Request)> running = new();

    private WorkProgress? progress;

    /// <summary>When the previous record was processed, as a timestamp of Stopwatch; null before the first record.</summary>
    private long? previousRecordAt;

    /// <summary>The number of items of the current record.</summary>
    private int itemCount;

    /// <summary>The number of requests since the progress bar was started.</summary>
    private long requestCount;

    /// <summary>True after the last record; the number of requests is then the total.</summary>
    private bool hasAllRecords;

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = VocaFuseClientOptions.DefaultConcurrency;

    /// <summary>Gets whether a result can take minutes; the next record is then read without waiting for it.</summary>
    private protected virtual bool IsLongRunning => false;

    /// <summary>Gets the activity of the progress bar, such as "Deleting voice notes".</summary>
    private protected abstract string Activity { get; }

    private protected WorkProgress Progress => progress ??= new WorkProgress(this, Activity);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        TimeSpan? interval = previousRecordAt is { } previous ? Stopwatch.GetElapsedTime(previous) : null;
        if (running.Count == 0 && interval > Idle)
        {
            Progress.End();
            requestCount = 0;
        }

        var isSlow = !IsLongRunning && (interval is null || interval > SlowSource);
        try
        {
            StartRequests();
            Drain(isSlow || HasStreamingInput ? 0 : ThrottleLimit - 1);
        }
        catch
        {
            progress?.End();
            throw;
        }

        previousRecordAt = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        hasAllRecords = true;
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

    /// <summary>Updates the progress bar. The number of items is known if the first record has several, or after the last record.</summary>
    private protected virtual void ShowProgress(WorkProgress bar)
    {
        long? total = hasAllRecords ? requestCount : previousRecordAt is null && itemCount > 1 ? itemCount : null;
        bar.ShowCount(requestCount - running.Count, total);
    }

    /// <summary>Starts the requests of the current record.</summary>
    private protected abstract void StartRequests();

    /// <summary>Processes the result of a request, in the order of the items.</summary>
    private protected abstract void OnResult(object target, T result);

    /// <summary>Sets the number of items of a record, before their requests are started.</summary>
    private protected void SetItemCount(int count) => itemCount = count;

    /// <summary>Starts a request. At the throttle limit, it first waits for an earlier one.</summary>
    private protected void StartRequest(object target, Func<CancellationToken, Task<T>> request)
    {
        Progress.Begin();
        Drain(ThrottleLimit - 1);
        requestCount++;
        running.Enqueue((target, request(StopToken)));
    }

    /// <summary>Writes completed results, and waits until at most this number of requests is in flight.</summary>
    private void Drain(int maximum)
    {
        while (running.Count > maximum || (running.TryPeek(out var head) && head.Request.IsCompleted))
        {
            var (target, request) = running.Peek();
            T result;
            try
            {
                result = WaitFor(request);
            }
            catch (VocaFuseException failure)
            {
                running.Dequeue();
                if (StopsCommand(failure))
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
    /// Writes the results of requests in flight when an error stops the command: they may have been applied, which the user
    /// must know before running the command again. Errors that stop the command are written once.
    /// </summary>
    private void WriteRest()
    {
        while (running.TryDequeue(out var next))
        {
            try
            {
                OnResult(next.Target, WaitFor(next.Request));
            }
            catch (VocaFuseException failure)
            {
                if (!StopsCommand(failure))
                {
                    WriteFailure(failure, next.Target);
                }
            }
        }
    }
}
