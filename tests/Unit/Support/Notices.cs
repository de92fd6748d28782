using System.Collections.Concurrent;

namespace VocaFuse.Unit.Support;

/// <summary>Keeps what a client tells.</summary>
internal sealed class Notices(bool wantsContent = false) : IRequestObserver
{
    private readonly ConcurrentQueue<RequestNotice> notices = new();

    public bool WantsContent => wantsContent;

    public IReadOnlyList<RequestNotice> All => [.. notices];

    public void OnNotice(RequestNotice notice) => notices.Enqueue(notice);
}
