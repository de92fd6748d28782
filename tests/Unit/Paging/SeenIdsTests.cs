using System.Globalization;
using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Memory is measured for the whole process, so nothing else may run meanwhile.</summary>
[Collection(nameof(SeenIdsTests))]
[CollectionDefinition(nameof(SeenIdsTests), DisableParallelization = true)]
public sealed class SeenIdsTests
{
    private const int Many = 1_000_000;

    /// <summary>What a listing may need for each entry it lists.</summary>
    private const int Allowance = 64;

    [Fact]
    public void A_million_ids_stay_within_the_allowance()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var seen = new SeenIds();
        long worst = 0;
        for (var count = 1; count <= Many; count++)
        {
            Assert.True(seen.Add(Id(count)));
            if (count % 200_000 == 0)
            {
                worst = Math.Max(worst, (GC.GetTotalMemory(forceFullCollection: true) - before) / count);
            }
        }

        Assert.InRange(worst, 16, Allowance);
        Assert.Equal(Many, seen.Count);
        Assert.All([1, Many / 2, Many], count => Assert.False(seen.Add(Id(count))));
    }

    [Fact]
    public void Growing_needs_no_more_than_what_is_kept()
    {
        // All it ever allocates, what is thrown away on the way included: no peak can be above that.
        var seen = new SeenIds();
        var ids = Enumerable.Range(1, 200_000).Select(Id).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        long worst = 0;
        for (var count = 1; count <= ids.Length; count++)
        {
            seen.Add(ids[count - 1]);
            worst = count < 1000 ? 0 : Math.Max(worst, (GC.GetAllocatedBytesForCurrentThread() - before) / count);
        }

        Assert.InRange(worst, 16, Allowance);
    }

    [Fact]
    public void Knows_what_it_met_and_nothing_else()
    {
        var seen = new SeenIds();
        var known = new HashSet<string>();
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var id = random.Next(3) switch
            {
                0 => new string('x', random.Next(2000)),
                1 => Id(random.Next(50_000)),
                _ => Uuid(random.Next(30_000)),
            };
            Assert.Equal(known.Contains(id), seen.Contains(id));
            Assert.Equal(known.Add(id), seen.Add(id));
        }

        Assert.Equal(known.Count, seen.Count);
    }

    [Theory]
    [InlineData("{0:x8}-0000-0000-0000-000000000000")]
    [InlineData("00000000-0000-0000-0000-0000{0:x8}")]
    [InlineData("00000000-{1:x4}-{2:x4}-0000-000000000000")]
    public void Ids_that_differ_little_are_told_apart_and_found_fast(string form)
    {
        // Were they to gather in one place of the table, this would take minutes.
        var seen = new SeenIds();
        for (var number = 0; number < 200_000; number++)
        {
            Assert.True(seen.Add(string.Format(CultureInfo.InvariantCulture, form, number, number >> 16, number & 0xFFFF)));
        }
    }

    private static string Uuid(int number) => $"0191f7a0-0000-7000-8000-{number:x12}";

    private static string Id(int number) => $"vn_{number:x20}";
}
