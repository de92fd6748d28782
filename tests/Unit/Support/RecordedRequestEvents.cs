using System.Collections.Concurrent;

namespace VocaFuse.Unit.Support;

/// <summary>Records the request events of a client.</summary>
internal sealed class RecordedRequestEvents(bool includesContent = false) : IRequestObserver
{
    private readonly ConcurrentQueue<RequestEvent> events = new();

    public bool IncludesContent => includesContent;

    public IReadOnlyList<RequestEvent> All => [.. events];

    public void OnRequestEvent(RequestEvent requestEvent) => events.Enqueue(requestEvent);
}
