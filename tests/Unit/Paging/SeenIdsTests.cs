using System.Globalization;
using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Runs alone, because memory is measured for the whole process.</summary>
[Collection(nameof(SeenIdsTests))]
[CollectionDefinition(nameof(SeenIdsTests), DisableParallelization = true)]
public sealed class SeenIdsTests
{
    private const int Many = 1_000_000;

    private const int MaximumBytesPerId = 64;

    [Fact]
    public void A_million_ids_need_at_most_64_bytes_each()
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

        Assert.InRange(worst, 16, MaximumBytesPerId);
        Assert.Equal(Many, seen.Count);
        Assert.All([1, Many / 2, Many], count => Assert.False(seen.Add(Id(count))));
    }

    [Theory]
    [InlineData(0, 64 * 1024)]
    [InlineData(10_000, 32 * 1024 * 1024)]
    public void A_wrong_total_reserves_little_memory(int count, long maximumBytes)
    {
        var seen = new SeenIds();
        Assert.All(Enumerable.Range(0, count), number => Assert.True(seen.Add(Id(number))));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        seen.Reserve(long.MaxValue);

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < maximumBytes);
        Assert.True(seen.Add(Id(count)));
    }

    [Fact]
    public void Contains_returns_true_for_added_ids_only()
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
    public void Similar_ids_do_not_collide(string form)
    {
        // With colliding hash codes, this would take minutes.
        var seen = new SeenIds();
        for (var number = 0; number < 200_000; number++)
        {
            Assert.True(seen.Add(string.Format(CultureInfo.InvariantCulture, form, number, number >> 16, number & 0xFFFF)));
        }
    }

    private static string Uuid(int number) => $"0191f7a0-0000-7000-8000-{number:x12}";

    private static string Id(int number) => $"vn_{number:x20}";
}
