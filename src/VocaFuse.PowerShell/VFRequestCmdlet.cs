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

    private readonly Queue<(object Target, Task<T> Request)> running = new();

    /// <summary>A pipeline that begins inside a live source's write ends there too, and need not hurry with each record.</summary>
    private readonly bool beganInsideLiveSource = LiveSource.IsWriting;

    private long lastRecord;

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>True where a result can take minutes, so that a record which comes in between is not kept waiting for it.</summary>
    private protected virtual bool IsPatient => false;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        var isSlow = !IsPatient && (lastRecord == 0 || Stopwatch.GetElapsedTime(lastRecord) > SlowSource);
        Accept();
        Drain(isSlow || (LiveSource.IsWriting && !beganInsideLiveSource) ? 0 : ThrottleLimit - 1);
        lastRecord = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Drain(0);

    /// <summary>Takes the record that the pipeline bound, and sends what is to be sent for it.</summary>
    private protected abstract void Accept();

    /// <summary>Takes the result of a request, in the order of the items.</summary>
    private protected abstract void OnResult(object target, T result);

    /// <summary>Sends a request, after waiting for a place where the limit is reached.</summary>
    private protected void Send(object target, Func<CancellationToken, Task<T>> request)
    {
        Drain(ThrottleLimit - 1);
        running.Enqueue((target, request(StopToken)));
    }

    /// <summary>Writes what is done, and waits until no more than a number of requests is on its way.</summary>
    private void Drain(int rest)
    {
        while (running.Count > rest || (running.TryPeek(out var head) && head.Request.IsCompleted))
        {
            var (target, request) = running.Dequeue();
            T result;
            try
            {
                result = Wait(request);
            }
            catch (VocaFuseException failure)
            {
                WriteFailure(failure, target);
                continue;
            }

            OnResult(target, result);
        }
    }
}
