namespace VocaFuse.Unit.Paging;

/// <summary>The same promise with a service that cuts its pages and does not say so.</summary>
public sealed class SilentCapProperties
{
    /// <summary>Of pages up to this size there are none that overlap at some places of the list.</summary>
    private const int Small = 12;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Every_entry_comes_once_and_none_is_missed(int seed) => Run(seed, 1500, (random, told) =>
    {
        var unrest = new MutationProfile(random.NextDouble(), random.NextDouble(), random.Next(1, random.Next(2, 200)), random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 700)), unrest, random);
        var service = Service(list, random, told, random.Next(Small + 1, 100));
        var deleting = random.Next(2) == 0 ? Deleting.Nothing : new Deleting(random.Next(1, 4), random.Next(2) * random.Next(100));

        var read = Reader.Read(list, service, random, Schedules.PageSize(random), deleting: deleting);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
        Assert.True(list.IsInOrder(read), "Not in the list's order.");
    });

    [Fact]
    public void Skip_and_First_take_what_they_say() => Run(13, 2000, (random, told) =>
    {
        var list = new MutatingList(random.Next(500), MutationProfile.None, random);
        var service = Service(list, random, told, random.Next(1, 100));
        var skip = random.Next(300);
        long? first = random.Next(2) == 0 ? null : random.Next(1, 300);
        Assert.Equal(list.Entries.Skip(skip).Take((int)(first ?? int.MaxValue)), Reader.Read(list, service, random, Schedules.PageSize(random), skip, first));
    });

    [Fact]
    public void Who_deletes_behind_Skip_loses_nothing_in_front_of_it() => Run(14, 1500, (random, told) =>
    {
        var list = new MutatingList(random.Next(500), MutationProfile.None, random);
        var all = list.Entries.ToList();
        var service = Service(list, random, told, random.Next(1, 100));
        var skip = random.Next(300);
        var deleting = new Deleting(random.Next(1, 3), random.Next(2) * random.Next(100));
        Assert.Equal(all.Skip(skip), Reader.Read(list, service, random, Schedules.PageSize(random), skip, deleting: deleting));
    });

    [Fact]
    public void Skip_keeps_its_place_while_others_delete() => Run(15, 1500, (random, told) =>
    {
        var list = new MutatingList(random.Next(500), new MutationProfile(1, 0, 4, 30), random);
        var service = Service(list, random, told, random.Next(Small + 1, 100));
        var skip = random.Next(300);
        var read = Reader.Read(list, service, random, random.Next(Small, 101), skip);
        Assert.Distinct(read);
        // The place is that of the answer after the one that shows how large the pages are.
        Assert.Contains(service.AtFirstAnswers, all =>
            !list.Untouched.Intersect(all.Skip(skip)).Except(read).Any() && !read.Intersect(all.Take(skip)).Any());
    });

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    public void Pages_that_cannot_overlap_hide_no_deletion(int seed, bool isFixed) => Run(seed, 1000, (random, told) =>
    {
        var list = new MutatingList(random.Next(150), new MutationProfile(random.NextDouble(), 0, random.Next(1, 30), random.Next(1, 40)), random);
        var service = isFixed
            ? new FakePagedService(list, random, told | TotalsReporting.Total | TotalsReporting.HasMore, random.Next(1, 150), isFixed: true)
            : Service(list, random, told, random.Next(1, Small + 1));
        var deleting = random.Next(2) == 0 ? Deleting.Nothing : new Deleting(random.Next(1, 4), random.Next(2) * random.Next(100));

        var read = Reader.Read(list, service, random, Schedules.PageSize(random), deleting: deleting);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
    });

    private static FakePagedService Service(MutatingList list, Random random, TotalsReporting told, int cap) =>
        new(list, random, told, cap, random.Next(3) switch { 0 => null, 1 => 120, _ => int.MaxValue });

    /// <summary>At the least an answer has to tell whether more follows, or how many there are in all.</summary>
    private static void Run(int seed, int schedules, Action<Random, TotalsReporting> run) =>
        Schedules.Run(seed, schedules, (random, told) => run(random, (told & (TotalsReporting.Total | TotalsReporting.HasMore)) == 0 ? told | TotalsReporting.HasMore : told));
}
