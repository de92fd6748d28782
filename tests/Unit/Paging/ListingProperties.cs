using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Every entry exactly once, whatever others do to the list between any two requests.</summary>
public sealed class ListingProperties
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_entry_comes_once_and_none_is_missed(int seed) => Schedules.Run(seed, 1500, (random, told) =>
    {
        var unrest = random.Next(5) == 0 ? MutationProfile.None : new MutationProfile(random.NextDouble(), random.NextDouble(), random.Next(1, random.Next(2, 200)), random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 1000)), unrest, random);
        var service = new FakePagedService(list, random, told);
        var pageSize = Schedules.PageSize(random);
        var deleting = random.Next(3) switch
        {
            0 => Deleting.Nothing,
            1 => new Deleting(1, random.Next(20)),
            _ => new Deleting(random.Next(1, 4), random.Next(2) * random.Next(300)),
        };

        var read = Reader.Read(list, service, random, pageSize, deleting: deleting);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
        Assert.True(list.IsInOrder(read), "Not in the list's order.");
        Assert.InRange(service.MostPending, 1, 4);
        Assert.InRange(service.Asked.Count, 1, (3 * (Windows(list.Largest, pageSize) + list.Changes)) + 8);
    });

    /// <summary>A service that counts first and reads then tells a total of before what others deleted in between.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_total_that_is_behind_hides_nothing(int seed) => Schedules.Run(seed, 3000, (random, told) =>
    {
        var unrest = new MutationProfile(random.NextDouble(), 0, random.Next(1, 12), random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 400)), unrest, random);
        var service = new FakePagedService(list, random, told, isBehind: true);
        var deleting = random.Next(2) == 0 ? Deleting.Nothing : new Deleting(random.Next(1, 4), random.Next(2) * random.Next(100));

        var read = Reader.Read(list, service, random, Schedules.PageSize(random), deleting: deleting);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
    });

    [Fact]
    public void A_steady_list_takes_its_windows_and_not_one_more() => Schedules.Run(5, 300, (random, told) =>
    {
        var list = new MutatingList(random.Next(3000), MutationProfile.None, random);
        var service = new FakePagedService(list, random, told);
        var pageSize = Schedules.PageSize(random);
        Assert.Equal(list.Entries, Reader.Read(list, service, random, pageSize));
        // Only where the answer says that no more follows is a full page known to be the last.
        Assert.InRange(service.Asked.Count, 1, Windows(list.Largest, pageSize) + (told.HasFlag(TotalsReporting.HasMore) ? 0 : 1));
        if (pageSize == 100)
        {
            Assert.InRange(service.Asked.Count, 1, (list.Largest * 1.2 / 100) + 2);
        }
    });

    [Fact]
    public void No_window_is_asked_for_behind_what_First_needs() => Schedules.Run(6, 1000, (random, told) =>
    {
        var list = new MutatingList(random.Next(1000), MutationProfile.None, random);
        var service = new FakePagedService(list, random, told);
        var skip = random.Next(2) * random.Next(600);
        var first = random.Next(1, random.Next(2, 500));
        Assert.Equal(list.Entries.Skip(skip).Take(first), Reader.Read(list, service, random, Schedules.PageSize(random), skip, first));
        // A short page behind others may be one that was cut, unless the answer tells both the total and that no more follows.
        var isPlain = skip == 0 || told.HasFlag(TotalsReporting.Total | TotalsReporting.HasMore);
        Assert.All(service.Asked.Skip(isPlain ? 0 : 1).SkipLast(1), window => Assert.True(window.End < skip + first, $"{window} was enough."));
    });

    [Fact]
    public void What_one_page_can_hold_is_one_request() => Schedules.Run(7, 300, (random, told) =>
    {
        var list = new MutatingList(500, MutationProfile.None, random);
        var service = new FakePagedService(list, random, told);
        var page = random.Next(4);
        Assert.Equal(list.Entries.Skip(page * 100).Take(100), Reader.Read(list, service, random, 100, page * 100, 100));
        Assert.Single(service.Asked);
    });

    [Fact]
    public void Who_deletes_behind_Skip_loses_nothing_in_front_of_it() => Schedules.Run(8, 1000, (random, told) =>
    {
        var list = new MutatingList(random.Next(600), MutationProfile.None, random);
        var all = list.Entries.ToList();
        var service = new FakePagedService(list, random, told);
        var skip = random.Next(300);
        var deleting = new Deleting(random.Next(1, 3), random.Next(2) * random.Next(100));
        Assert.Equal(all.Skip(skip), Reader.Read(list, service, random, Schedules.PageSize(random), skip, deleting: deleting));
        Assert.InRange(service.Asked.Count, 1, (3 * Windows(all.Count, 1)) + 8);
    });

    [Fact]
    public void Skip_keeps_its_place_while_others_delete() => Schedules.Run(9, 1000, (random, told) =>
    {
        var list = new MutatingList(random.Next(600), new MutationProfile(1, 0, 8, 30), random);
        var service = new FakePagedService(list, random, told);
        var skip = random.Next(300);
        var read = Reader.Read(list, service, random, random.Next(1, 30), skip);
        Assert.Distinct(read);
        // Where an answer may be one that was cut, the place is that of the next one.
        Assert.Contains(service.AtFirstAnswers.Take(told.HasFlag(TotalsReporting.Total | TotalsReporting.HasMore) ? 1 : 2), all =>
            !list.Untouched.Intersect(all.Skip(skip)).Except(read).Any() && !read.Intersect(all.Take(skip)).Any());
    });

    /// <summary>How many windows a list that nobody changes takes.</summary>
    private static int Windows(long count, int pageSize)
    {
        var windows = 1;
        for (var window = new PageWindow(0, pageSize); window.End < count; window = PageWindow.Covering(window.End - 1, pageSize, 100))
        {
            windows++;
        }

        return windows;
    }
}
