namespace VocaFuse.Unit.Paging;

/// <summary>A list that changes while it is read.</summary>
internal sealed class MutatingList
{
    private readonly Random random;
    private readonly MutationProfile profile;
    private readonly HashSet<Entry> untouched;
    private int nextNumber;

    public MutatingList(int count, MutationProfile profile, Random random)
    {
        this.random = random;
        this.profile = profile;
        for (var i = 0; i < count; i++)
        {
            Entries.Add(CreateEntry());
        }

        untouched = [.. Entries];
        LargestCount = count;
    }

    public List<Entry> Entries { get; } = [];

    /// <summary>Gets the initial entries that no random change has deleted.</summary>
    public IReadOnlyCollection<Entry> Untouched => untouched;

    /// <summary>Gets the number of random changes.</summary>
    public int Changes { get; private set; }

    public int LargestCount { get; private set; }

    public List<Entry> Page(long start, int size) =>
        start >= Entries.Count ? [] : Entries.GetRange((int)start, Math.Min(size, Entries.Count - (int)start));

    /// <summary>Gets a value indicating whether the untouched entries were read in the order of the list.</summary>
    public bool IsInOrder(List<Entry> read)
    {
        var numbers = read.Where(untouched.Contains).Select(entry => entry.Number).ToList();
        return numbers.SequenceEqual(numbers.Order());
    }

    /// <summary>Deletes an entry on behalf of the reader.</summary>
    public void Delete(Entry entry) => Entries.Remove(entry);

    /// <summary>Inserts or deletes some entries, with the probability of the profile.</summary>
    public void MaybeMutate()
    {
        if (Changes >= profile.MaximumChanges || random.NextDouble() >= profile.Probability)
        {
            return;
        }

        Changes++;
        var count = random.Next(1, profile.MaximumCount + 1);
        if (random.NextDouble() < profile.InsertionShare)
        {
            Entries.InsertRange(RandomPosition(Entries.Count), Enumerable.Range(0, count).Select(_ => CreateEntry()));
            LargestCount = Math.Max(LargestCount, Entries.Count);
        }
        else if (Entries.Count > 0)
        {
            count = Math.Min(count, Entries.Count);
            var position = RandomPosition(Entries.Count - count);
            untouched.ExceptWith(Entries.GetRange(position, count));
            Entries.RemoveRange(position, count);
        }
    }

    private Entry CreateEntry() => new(nextNumber, $"vn_{nextNumber++}");

    /// <summary>The front in two of four cases, where a change moves the most entries.</summary>
    private int RandomPosition(int last) => random.Next(4) switch
    {
        0 => last,
        1 => random.Next(last + 1),
        _ => 0,
    };
}
