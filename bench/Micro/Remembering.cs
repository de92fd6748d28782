using BenchmarkDotNet.Attributes;
using VocaFuse.Paging;

namespace VocaFuse.Micro;

/// <summary>What it costs to know which of 100,000 ids were met.</summary>
[MemoryDiagnoser]
public class Remembering
{
    private readonly string[] ids = [.. Enumerable.Range(0, 100_000).Select(_ => Guid.NewGuid().ToString())];

    [Benchmark(Baseline = true)]
    public int SetOfStrings()
    {
        var seen = new HashSet<string>();
        foreach (var id in ids)
        {
            seen.Add(id);
        }

        return seen.Count;
    }

    [Benchmark]
    public int SeenIds()
    {
        var seen = new SeenIds();
        foreach (var id in ids)
        {
            seen.Add(id);
        }

        return seen.Count;
    }
}
