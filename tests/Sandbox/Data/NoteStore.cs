using System.Runtime.InteropServices;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox;

/// <summary>
/// The voice notes of a tenant in list order. Generated notes are computed at every read; only the order and the notes that were
/// added or changed are stored.
/// </summary>
public sealed class NoteStore
{
    private readonly Lock _lock = new();
    private readonly NoteGenerator _generator;

    // The index of each note, in list order.
    private readonly List<int> _order;

    // Notes that were added or changed, by index.
    private readonly Dictionary<int, StoredNote> _stored = [];

    // The indexes of notes that were deleted or are reserved for an upload.
    private readonly HashSet<int> _hidden = [];

    // The index of the next note to be generated.
    private int _next;

    // The number of notes that were added at the front; determines their creation times.
    private int _addedAtFront;

    internal NoteStore(NoteGenerator generator, int count)
    {
        _generator = generator;
        _next = count;
        _order = new List<int>(count);
        CollectionsMarshal.SetCount(_order, count);
        var order = CollectionsMarshal.AsSpan(_order);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }

    internal event Action<NoteChange>? Changed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _order.Count;
            }
        }
    }

    /// <summary>Gets all current IDs, newest first.</summary>
    public IReadOnlyList<string> Ids(string? status = null)
    {
        lock (_lock)
        {
            return [.. _order.Where(i => status is null || StatusOf(i) == status).Select(_generator.IdOf)];
        }
    }

    public IReadOnlyDictionary<string, int> CountByStatus()
    {
        lock (_lock)
        {
            return _order.CountBy(StatusOf).ToDictionary();
        }
    }

    public StoredNote? Find(string id)
    {
        lock (_lock)
        {
            return TryGetIndex(id, out var index) ? Read(index) : null;
        }
    }

    /// <summary>Adds generated notes and returns their IDs, in list order.</summary>
    public IReadOnlyList<string> Add(int count = 1, string status = NoteStatus.Transcribed, bool atFront = true)
    {
        var added = new StoredNote[count];
        lock (_lock)
        {
            for (var i = 0; i < count; i++)
            {
                var at = atFront
                    ? NoteGenerator.Newest.AddSeconds(++_addedAtFront)
                    : _generator.CreatedAtOf(_next).AddDays(-1).AddSeconds(-i);
                added[i] = _generator.Make(_next++, _generator.Round(at), status);
                _stored[added[i].Index] = added[i];
            }

            if (atFront)
            {
                Array.Reverse(added);
            }

            _order.InsertRange(atFront ? 0 : _order.Count, Array.ConvertAll(added, n => n.Index));
        }

        Array.ForEach(added, note => Changed?.Invoke(new(WebhookEvents.Created, note)));
        return [.. added.Select(n => n.Id)];
    }

    public bool Delete(string id)
    {
        StoredNote note;
        lock (_lock)
        {
            if (!TryGetIndex(id, out var index))
            {
                return false;
            }

            note = Read(index);
            _order.RemoveAt(CollectionsMarshal.AsSpan(_order).IndexOf(index));
            _stored.Remove(index);
            _hidden.Add(index);
        }

        Changed?.Invoke(new(WebhookEvents.Deleted, note));
        return true;
    }

    public bool SetStatus(string id, string status) => SetStatus(id, status, onlyFrom: null);

    /// <summary>Sets the status, unless it is no longer the expected one.</summary>
    internal bool SetStatus(string id, string status, string? onlyFrom)
    {
        StoredNote note;
        lock (_lock)
        {
            if (!TryGetIndex(id, out var index))
            {
                return false;
            }

            note = Read(index);
            if (onlyFrom is not null && note.Status != onlyFrom)
            {
                return false;
            }

            var now = _generator.Round(DateTime.UtcNow);
            note = note with { Status = status, UpdatedAt = now, ProcessedAt = status == NoteStatus.Processing ? null : now };
            _stored[index] = note;
        }

        if (status is NoteStatus.Transcribed or NoteStatus.Completed or NoteStatus.Failed)
        {
            Changed?.Invoke(new(status == NoteStatus.Failed ? WebhookEvents.Failed : WebhookEvents.Transcribed, note));
        }

        return true;
    }

    /// <summary>Reserves a note for an upload. It cannot be found before <see cref="Publish"/>.</summary>
    internal StoredNote Reserve()
    {
        lock (_lock)
        {
            _hidden.Add(_next);
            return _generator.Make(_next++, _generator.Round(DateTime.UtcNow), NoteStatus.Processing);
        }
    }

    internal void Publish(StoredNote note)
    {
        lock (_lock)
        {
            _hidden.Remove(note.Index);
            _stored[note.Index] = note;
            _order.Insert(0, note.Index);
        }

        Changed?.Invoke(new(WebhookEvents.Created, note));
    }

    /// <summary>Gets the newest note with a status; null if there is none.</summary>
    internal StoredNote? Newest(string status) => Page(new NoteFilter(status, null, null), 0, 1).Notes is [var note] ? note : null;

    internal NotePage Page(NoteFilter filter, int page, int limit)
    {
        var skip = (long)page * limit;
        lock (_lock)
        {
            if (filter.IsEmpty)
            {
                var from = (int)Math.Min(skip, _order.Count);
                var span = CollectionsMarshal.AsSpan(_order)[from..Math.Min(from + limit, _order.Count)];
                var notes = new StoredNote[span.Length];
                for (var i = 0; i < span.Length; i++)
                {
                    notes[i] = Read(span[i]);
                }

                return new(notes, _order.Count);
            }

            var found = new List<StoredNote>();
            var total = 0;
            foreach (var index in _order)
            {
                if (filter.Accepts(StatusOf(index), CreatedAtOf(index)) && total++ >= skip && found.Count < limit)
                {
                    found.Add(Read(index));
                }
            }

            return new(found, total);
        }
    }

    private StoredNote Read(int index) => _stored.TryGetValue(index, out var note) ? note : _generator.Make(index);

    private string StatusOf(int index) => _stored.TryGetValue(index, out var note) ? note.Status : _generator.StatusOf(index);

    private DateTime CreatedAtOf(int index) =>
        _stored.TryGetValue(index, out var note) ? note.CreatedAt : _generator.CreatedAtOf(index);

    private bool TryGetIndex(string id, out int index) =>
        NoteId.TryReadIndex(_generator.Seed, id, out index)
        && index < _next
        && !_hidden.Contains(index)
        && id == _generator.IdOf(index);
}
