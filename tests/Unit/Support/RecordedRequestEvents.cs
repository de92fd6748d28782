using System.Collections.Concurrent;

namespace VocaFuse.Unit.Support;

/// <summary>Keeps what a client tells.</summary>
internal sealed class RecordedRequestEvents(bool wantsContent = false) : IRequestObserver
{
    private readonly ConcurrentQueue<RequestEvent> notices = new();

    public bool WantsContent => wantsContent;

    public IReadOnlyList<RequestEvent> All => [.. notices];

    public void OnRequestEvent(RequestEvent notice) => notices.Enqueue(notice);
}
