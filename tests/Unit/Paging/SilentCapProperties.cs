namespace VocaFuse.Unit.Paging;

/// <summary>The guarantees of <see cref="ListingProperties"/> for a service that caps its pages without reporting it.</summary>
public sealed class SilentCapProperties
{
    /// <summary>Pages up to this size cannot overlap at all positions of a list.</summary>
    private const int SmallPageSize = 12;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Listing_a_changing_list_returns_each_entry_once(int seed) => Run(seed, 1500, (random, reporting) =>
    {
        var maximumCount = random.Next(1, random.Next(2, 200));
        var profile = new MutationProfile(random.NextDouble(), random.NextDouble(), maximumCount, random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 700)), profile, random);
        var service = CreateService(list, random, reporting, random.Next(SmallPageSize + 1, 100));
        var deletion = ScheduleRunner.RandomDeletion(random);

        var read = ListReader.Read(list, service, random, ScheduleRunner.RandomPageSize(random), deletion: deletion);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
        Assert.True(list.IsInOrder(read), "Not in the list's order.");
    });

    [Fact]
    public void Skip_and_First_select_the_same_entries_as_without_a_cap() => Run(13, 2000, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(500), MutationProfile.None, random);
        var service = CreateService(list, random, reporting, random.Next(1, 100));
        var skip = random.Next(300);
        long? first = random.Next(2) == 0 ? null : random.Next(1, 300);
        var expected = list.Entries.Skip(skip).Take((int)(first ?? int.MaxValue));
        Assert.Equal(expected, ListReader.Read(list, service, random, ScheduleRunner.RandomPageSize(random), skip, first));
    });

    [Fact]
    public void Skip_keeps_its_position_while_the_reader_deletes() => Run(14, 1500, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(500), MutationProfile.None, random);
        var initial = list.Entries.ToList();
        var service = CreateService(list, random, reporting, random.Next(1, 100));
        var skip = random.Next(300);
        var deletion = new DeletionPattern(random.Next(1, 3), random.Next(2) * random.Next(100));
        var pageSize = ScheduleRunner.RandomPageSize(random);
        Assert.Equal(initial.Skip(skip), ListReader.Read(list, service, random, pageSize, skip, deletion: deletion));
    });

    [Fact]
    public void Skip_keeps_its_position_while_others_delete() => Run(15, 1500, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(500), new MutationProfile(1, 0, 4, 30), random);
        var service = CreateService(list, random, reporting, random.Next(SmallPageSize + 1, 100));
        var skip = random.Next(300);
        var read = ListReader.Read(list, service, random, random.Next(SmallPageSize, 101), skip);
        Assert.Distinct(read);
        // The position counts in the list as it is after the measurements.
        Assert.Contains(service.Snapshots, entries =>
            !list.Untouched.Intersect(entries.Skip(skip)).Except(read).Any() && !read.Intersect(entries.Take(skip)).Any());
    });

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    public void Pages_that_cannot_overlap_reveal_deletions(int seed, bool ignoresPageSize) => Run(seed, 1000, (random, reporting) =>
    {
        var profile = new MutationProfile(random.NextDouble(), 0, random.Next(1, 30), random.Next(1, 40));
        var list = new MutatingList(random.Next(150), profile, random);
        var service = ignoresPageSize
            ? new FakePagedService(list, random, reporting, random.Next(1, 150), ignoresPageSize: true)
            : CreateService(list, random, reporting, random.Next(1, SmallPageSize + 1));
        var deletion = ScheduleRunner.RandomDeletion(random);

        var read = ListReader.Read(list, service, random, ScheduleRunner.RandomPageSize(random), deletion: deletion);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
    });

    private static FakePagedService CreateService(MutatingList list, Random random, TotalsReporting reporting, int maximumPageSize) =>
        new(list, random, reporting, maximumPageSize, random.Next(3) switch { 0 => null, 1 => 120, _ => int.MaxValue });

    /// <summary>A response must report the total or whether more entries follow; otherwise a capped page looks like the last one.</summary>
    private static void Run(int seed, int count, Action<Random, TotalsReporting> run) => ScheduleRunner.Run(
        seed,
        count,
        (random, reporting) =>
        {
            var reportsEnd = (reporting & (TotalsReporting.Total | TotalsReporting.HasMore)) != 0;
            run(random, reportsEnd ? reporting : reporting | TotalsReporting.HasMore);
        });
}
