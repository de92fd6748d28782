using System.Collections.Concurrent;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>Transcribes uploaded notes: after a time, or at the n-th look at one.</summary>
internal sealed class ProcessingQueue(SandboxOptions options, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<string, int> _looks = new(StringComparer.Ordinal);

    public void Clear() => _looks.Clear();

    public void Start(NoteStore notes, string id)
    {
        if (options.ProcessingPolls is not null)
        {
            _looks[id] = 0;
            return;
        }

        _ = FinishLaterAsync(notes, id);
    }

    public void Looked(NoteStore notes, string id)
    {
        if (options.ProcessingPolls is { } polls && _looks.ContainsKey(id)
            && _looks.AddOrUpdate(id, 1, (_, n) => n + 1) >= polls
            && _looks.TryRemove(id, out _))
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

    // A test may have decided otherwise meanwhile; then its word counts.
    private static void Finish(NoteStore notes, string id) =>
        notes.SetStatus(id, NoteStatus.Transcribed, onlyFrom: NoteStatus.Processing);
}
