using System.Runtime.CompilerServices;

namespace VocaFuse;

/// <summary>Finds voice notes that reach a status, by polling. Each note is returned once, the oldest first.</summary>
/// <remarks>
/// Polls overlap in time, because a note can appear in the list shortly after newer ones. Older notes that were processing when they
/// were listed are requested by their ID. The caller marks each note with <see cref="WatchCheckpoint.MarkReported"/> after it has
/// processed it; unmarked notes are returned again.
/// </remarks>
public sealed class VoiceNoteWatcher
{
    /// <summary>The maximum age of a pending note, relative to the newest note. An older one is no longer watched.</summary>
    public static readonly TimeSpan MaximumProcessingTime = TimeSpan.FromDays(1);

    /// <summary>The time by which consecutive polls overlap.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <summary>The minimum length of a time span that is divided.</summary>
    private static readonly TimeSpan MinimumSpan = TimeSpan.FromSeconds(2);

    /// <summary>A time span with more notes is divided, to limit the memory in use.</summary>
    private const int MaximumNotesInMemory = 1000;

    /// <summary>The maximum number of notes that a poll requests by their ID.</summary>
    private const int MaximumRequestsById = 80;

    private readonly VocaFuseClient client;
    private readonly WatchCheckpoint checkpoint;

    /// <summary>The IDs of the pending notes, the least recently requested first; some may no longer be pending.</summary>
    private readonly Queue<string> queue;

    /// <summary>Initializes a watcher that starts at a checkpoint.</summary>
    public VoiceNoteWatcher(VocaFuseClient client, WatchCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(checkpoint);
        this.client = client;
        this.checkpoint = checkpoint;
        queue = new Queue<string>(checkpoint.Pending.Keys);
    }

    /// <summary>Marks the notes that have already reached the status, so that only later ones are returned.</summary>
    /// <exception cref="VocaFuseException">A request failed.</exception>
    public async Task SkipExistingAsync(CancellationToken cancellationToken = default)
    {
        // Creation times come from the service, whose clock can differ from that of this machine.
        DateTime? newest = null;
        await foreach (var note in client.ListVoiceNotesAsync(new VoiceNoteQuery { First = VoiceNoteQuery.MaximumPageSize },
            cancellationToken).ConfigureAwait(false))
        {
            newest = CreatedAtOf(note) is { } created && !(created < newest) ? created : newest;
        }

        var start = newest ?? client.Clock.GetUtcNow().UtcDateTime - MaximumProcessingTime;
        checkpoint.Since = Earlier(start, Overlap);
        var processing = new VoiceNoteQuery { Statuses = [VoiceNote.Processing], CreatedAfter = Earlier(start, MaximumProcessingTime) };
        await foreach (var note in client.ListVoiceNotesAsync(processing, cancellationToken).ConfigureAwait(false))
        {
            Keep(note);
        }

        await foreach (var note in ListOldestFirstAsync(checkpoint.Since, null, cancellationToken).ConfigureAwait(false))
        {
            if (IsWanted(note))
            {
                checkpoint.MarkReported(note);
            }
        }
    }

    /// <summary>Returns the notes that have reached the status since the last poll.</summary>
    /// <exception cref="VocaFuseException">A request failed. The next poll continues.</exception>
    public async IAsyncEnumerable<VoiceNote> PollAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var note in GetPendingAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return note;
        }

        await foreach (var note in ListOldestFirstAsync(checkpoint.Since, null, cancellationToken).ConfigureAwait(false))
        {
            if (IsWanted(note))
            {
                if (!checkpoint.IsReported(note.Id))
                {
                    yield return note;
                }
            }
            else if (!IsFinal(note))
            {
                Keep(note);
            }

            // Notes are listed in the order of their creation, so all earlier ones are reported, final or pending.
            if (CreatedAtOf(note) is { } created)
            {
                checkpoint.Advance(Earlier(created, Overlap));
            }
        }
    }

    /// <summary>Returns the creation time in UTC.</summary>
    internal static DateTime? CreatedAtOf(VoiceNote note) => note.CreatedAt?.ToUniversalTime();

    /// <summary>Requests the notes that were processing when they were listed, and are no longer listed.</summary>
    private async IAsyncEnumerable<VoiceNote> GetPendingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var count = Math.Min(queue.Count, MaximumRequestsById); count > 0; count--)
        {
            var id = queue.Dequeue();
            if (!checkpoint.Pending.TryGetValue(id, out var created))
            {
                continue;
            }

            queue.Enqueue(id);
            if (created >= checkpoint.Since)
            {
                continue;
            }

            VoiceNote note;
            try
            {
                note = await client.GetVoiceNoteAsync(id, cancellationToken).ConfigureAwait(false);
            }
            catch (VocaFuseNotFoundException)
            {
                checkpoint.Pending.Remove(id);
                continue;
            }

            if (IsWanted(note))
            {
                yield return note;
            }
            else if (IsFinal(note) || created < Earlier(checkpoint.Since, MaximumProcessingTime))
            {
                checkpoint.Pending.Remove(id);
            }
        }
    }

    /// <summary>
    /// Lists the notes of a time span in the order of their creation, independent of the order of the service. A span with many notes
    /// is divided, so that memory does not grow with its length. Notes at the boundary of two spans can be returned twice.
    /// </summary>
    private async IAsyncEnumerable<VoiceNote> ListOldestFirstAsync(
        DateTime from, DateTime? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = client.ListVoiceNotesAsync(
            new VoiceNoteQuery { CreatedAfter = from, CreatedBefore = to is { } end ? new DateTimeOffset(end) : null }, cancellationToken);
        var notes = new List<VoiceNote>();
        DateTime? middle = null;
        await foreach (var note in listing.ConfigureAwait(false))
        {
            notes.Add(note);
            if (notes.Count > MaximumNotesInMemory)
            {
                middle = MiddleOf(from, to ?? client.Clock.GetUtcNow().UtcDateTime);
                if (middle is not null)
                {
                    break;
                }
            }
        }

        if (middle is null)
        {
            foreach (var note in notes.OrderBy(static note => CreatedAtOf(note) ?? DateTime.MaxValue))
            {
                yield return note;
            }

            yield break;
        }

        foreach (var (start, stop) in new[] { (from, middle), (middle.Value, to) })
        {
            await foreach (var note in ListOldestFirstAsync(start, stop, cancellationToken).ConfigureAwait(false))
            {
                yield return note;
            }
        }
    }

    private static DateTime? MiddleOf(DateTime from, DateTime to) =>
        to - from > MinimumSpan ? from + TimeSpan.FromSeconds(Math.Floor((to - from).TotalSeconds / 2)) : null;

    private static DateTime Earlier(DateTime time, TimeSpan span) =>
        time - DateTime.UnixEpoch > span ? time - span : DateTime.UnixEpoch;

    private void Keep(VoiceNote note)
    {
        if (checkpoint.Pending.TryAdd(note.Id, CreatedAtOf(note) ?? checkpoint.Since))
        {
            queue.Enqueue(note.Id);
        }
    }

    private bool IsWanted(VoiceNote note) => checkpoint.Statuses.Any(status =>
        string.Equals(status, note.Status, StringComparison.OrdinalIgnoreCase)
        || (note.IsTranscribed && status.ToLowerInvariant() is VoiceNote.Transcribed or VoiceNote.Completed));

    private static bool IsFinal(VoiceNote note) =>
        note.IsTranscribed || string.Equals(note.Status, VoiceNote.Failed, StringComparison.OrdinalIgnoreCase);
}
