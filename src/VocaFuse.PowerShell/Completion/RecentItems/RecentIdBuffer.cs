namespace VocaFuse.PowerShell;

/// <summary>The last hundred IDs of one kind, with the objects that had them.</summary>
internal sealed class RecentIdBuffer
{
    private const int Size = 100;

    private Queue<(string Id, object Item)> items = new();

    public void Add(string id, object item)
    {
        items.Enqueue((id, item));
        if (items.Count > Size)
        {
            items.Dequeue();
        }
    }

    /// <summary>Returns each ID once with its latest object.</summary>
    public IEnumerable<(string Id, object Item)> NewestFirst() =>
        items.Reverse().Where(static item => item.Id.Length > 0).DistinctBy(static item => item.Id, StringComparer.Ordinal);

    /// <summary>Returns the latest object of an ID; null if the buffer does not have it.</summary>
    public object? Find(string id) => NewestFirst().FirstOrDefault(item => item.Id == id).Item;

    public void Remove(string id) => items = new(items.Where(item => item.Id != id));
}
