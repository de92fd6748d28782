using System.Collections.Concurrent;

namespace VocaFuse.Unit.Support;

/// <summary>Records the request events of a client.</summary>
internal sealed class RecordedRequestEvents(bool wantsContent = false) : IRequestObserver
{
    private readonly ConcurrentQueue<RequestEvent> events = new();

    public bool IncludesContent => wantsContent;

    public IReadOnlyList<RequestEvent> All => [.. events];

    public void OnRequestEvent(RequestEvent requestEvent) => events.Enqueue(requestEvent);
}
