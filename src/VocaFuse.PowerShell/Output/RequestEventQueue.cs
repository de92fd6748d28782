using System.Threading.Channels;

namespace VocaFuse.PowerShell;

/// <summary>Queues request events of any thread until the pipeline thread writes them.</summary>
internal sealed class RequestEventQueue(bool includesContent) : IRequestObserver
{
    private readonly Channel<(RequestEvent Event, long AtMs)> events = Channel.CreateUnbounded<(RequestEvent, long)>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    /// <summary>The wait for the next event. After a timeout it is used again, because the channel keeps it.</summary>
    private Task? nextEvent;

    public bool IncludesContent { get; } = includesContent;

    public void OnRequestEvent(RequestEvent requestEvent) => events.Writer.TryWrite((requestEvent, Environment.TickCount64));

    /// <summary>Removes the oldest event and the tick count of its arrival: downstream commands can delay the writing.</summary>
    public bool TryTake(out (RequestEvent Event, long AtMs) entry) => events.Reader.TryRead(out entry);

    /// <summary>Blocks until a task has completed, until an event is queued, or until the timeout.</summary>
    public void Wait(Task task, TimeSpan timeout)
    {
        if (nextEvent is null or { IsCompleted: true })
        {
            nextEvent = events.Reader.WaitToReadAsync().AsTask();
        }

        Task.WaitAny([task, nextEvent], timeout);
    }
}
