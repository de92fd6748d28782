using System.Collections.Concurrent;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>Transcribes uploaded notes after a time, or when one is requested for the n-th time.</summary>
internal sealed class ProcessingQueue(SandboxOptions options, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);

    public void Clear() => _requests.Clear();

    public void Start(NoteStore notes, string id)
    {
        if (options.ProcessingPolls is not null)
        {
            _requests[id] = 0;
            return;
        }

        _ = FinishLaterAsync(notes, id);
    }

    public void OnRequested(NoteStore notes, string id)
    {
        if (options.ProcessingPolls is { } polls && _requests.ContainsKey(id)
            && _requests.AddOrUpdate(id, 1, (_, n) => n + 1) >= polls
            && _requests.TryRemove(id, out _))
        {
            Finish(notes, id);
        }
    }

    private async Task FinishLaterAsync(NoteStore notes, string id)
    {
        await Task.Delay(options.ProcessingMs, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
        {
            Finish(notes, id);
        }
    }

    // Keeps another status that a test may have set in the meantime.
    private static void Finish(NoteStore notes, string id) =>
        notes.SetStatus(id, NoteStatus.Transcribed, onlyFrom: NoteStatus.Processing);
}
