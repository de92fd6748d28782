namespace VocaFuse.PowerShell;

/// <summary>A ring buffer of the last hundred IDs.</summary>
internal sealed class RecentIdBuffer
{
    private const int Size = 100;

    private readonly (string Id, object About)[] items = new (string, object)[Size];
    private int next;

    public void Add(string id, object about)
    {
        items[next] = (id, about);
        next = next + 1 == Size ? 0 : next + 1;
    }

    /// <summary>Returns each ID once with its latest object, the newest first.</summary>
    public IEnumerable<(string Id, object About)> Newest() => Enumerable.Range(1, Size)
        .Select(age => items[(next - age + Size) % Size])
        .Where(static item => !string.IsNullOrEmpty(item.Id))
        .DistinctBy(static item => item.Id, StringComparer.Ordinal);

    /// <summary>Returns the latest object of an ID; null if the buffer does not have it.</summary>
    public object? Find(string id) => Newest().FirstOrDefault(item => item.Id == id).About;

    public void Remove(string id)
    {
        for (var i = 0; i < Size; i++)
        {
            if (items[i].Id == id)
            {
                items[i] = default;
            }
        }
    }
}
