namespace VocaFuse.Unit.Paging;

/// <summary>An entry of a list. Those that were there at the start are numbered in the list's order.</summary>
internal sealed record Entry(int Number, string Id);

/// <summary>A list that others change while it is read.</summary>
internal sealed class MutatingList
{
    private readonly Random random;
    private readonly MutationProfile unrest;
    private readonly HashSet<Entry> untouched;
    private int next;

    public MutatingList(int count, MutationProfile unrest, Random random)
    {
        this.random = random;
        this.unrest = unrest;
        for (var i = 0; i < count; i++)
        {
            Entries.Add(Make());
        }

        untouched = [.. Entries];
        Largest = count;
    }

    public List<Entry> Entries { get; } = [];

    /// <summary>What was there at the start and was not taken away by others.</summary>
    public IReadOnlyCollection<Entry> Untouched => untouched;

    /// <summary>How often others changed the list, and how long it was at most.</summary>
    public int Changes { get; private set; }

    public int Largest { get; private set; }

    public List<Entry> Page(long start, int size) =>
        start >= Entries.Count ? [] : Entries.GetRange((int)start, Math.Min(size, Entries.Count - (int)start));

    /// <summary>True where those that were there from the start to the end came in the list's order.</summary>
    public bool IsInOrder(List<Entry> read)
    {
        var numbers = read.Where(untouched.Contains).Select(entry => entry.Number).ToList();
        return numbers.SequenceEqual(numbers.Order());
    }

    /// <summary>The reader itself deletes what it was given.</summary>
    public void Delete(Entry entry) => Entries.Remove(entry);

    /// <summary>Maybe somebody adds or deletes a few.</summary>
    public void Stir()
    {
        if (Changes >= unrest.Most || random.NextDouble() >= unrest.Odds)
        {
            return;
        }

        Changes++;
        var count = random.Next(1, unrest.Stretch + 1);
        if (random.NextDouble() < unrest.Growth)
        {
            Entries.InsertRange(Place(Entries.Count), Enumerable.Range(0, count).Select(_ => Make()));
            Largest = Math.Max(Largest, Entries.Count);
        }
        else if (Entries.Count > 0)
        {
            count = Math.Min(count, Entries.Count);
            var at = Place(Entries.Count - count);
            untouched.ExceptWith(Entries.GetRange(at, count));
            Entries.RemoveRange(at, count);
        }
    }

    private Entry Make() => new(next, $"vn_{next++}");

    private int Place(int last) => random.Next(4) switch
    {
        0 => last,
        1 => random.Next(last + 1),
        _ => 0,
    };
}

/// <summary>How others change a list.</summary>
/// <param name="Odds">How likely a change is before each answer.</param>
/// <param name="Growth">Which share of the changes adds.</param>
/// <param name="Stretch">How many entries a change adds or deletes at most.</param>
/// <param name="Most">How many changes there are at most.</param>
internal sealed record MutationProfile(double Odds, double Growth, int Stretch, int Most)
{
    public static readonly MutationProfile None = new(0, 0, 0, 0);
}
