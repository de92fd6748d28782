using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Each entry is listed exactly once, even if the list changes between requests.</summary>
public sealed class ListingProperties
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Listing_a_changing_list_returns_each_entry_once(int seed) => ScheduleRunner.Run(seed, 1500, (random, reporting) =>
    {
        var profile = random.Next(5) == 0
            ? MutationProfile.None
            : new MutationProfile(random.NextDouble(), random.NextDouble(), random.Next(1, random.Next(2, 200)), random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 1000)), profile, random);
        var service = new FakePagedService(list, random, reporting);
        var pageSize = ScheduleRunner.RandomPageSize(random);
        var deletion = random.Next(3) switch
        {
            0 => DeletionPattern.None,
            1 => new DeletionPattern(1, random.Next(20)),
            _ => new DeletionPattern(random.Next(1, 4), random.Next(2) * random.Next(300)),
        };

        var read = ListReader.Read(list, service, random, pageSize, deletion: deletion);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
        Assert.True(list.IsInOrder(read), "Not in the list's order.");
        Assert.InRange(service.MaximumConcurrency, 1, VocaFuseClientOptions.DefaultConcurrency);
        Assert.InRange(service.Requests.Count, 1, (3 * (WindowCount(list.LargestCount, pageSize) + list.Changes)) + 8);
    });

    [Fact]
    public async Task Listing_catches_up_after_thousands_of_entries_were_deleted_at_once()
    {
        var list = new MutatingList(40_000, MutationProfile.None, new Random(23));
        var pages = new PageEnumerator<Entry>(
            (window, _) => Task.FromResult(new Page<Entry>
            {
                Items = list.Page(window.Start, window.Size),
                Metadata = { HasMore = window.End < list.Entries.Count },
            }),
            static entry => entry.Id,
            VocaFuseResource.VoiceNote);
        var read = new List<Entry>();
        await foreach (var entry in pages.RunAsync(100, 0, null, TestContext.Current.CancellationToken))
        {
            read.Add(entry);
            if (read.Count == 30_000)
            {
                list.Entries.RemoveRange(0, 14_000);
            }
        }

        Assert.Distinct(read);
        Assert.Equal(40_000, read.Count);
    }

    [Fact]
    public void An_unchanged_list_is_read_eight_pages_ahead()
    {
        var random = new Random(1);
        var list = new MutatingList(3000, MutationProfile.None, random);
        var service = new FakePagedService(list, random);

        Assert.Equal(list.Entries, ListReader.Read(list, service, random, 100));

        Assert.Equal(VocaFuseClientOptions.DefaultConcurrency, service.MaximumConcurrency);
    }

    /// <summary>A service that counts before it reads reports a total that is too high after a deletion in between.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Listing_with_a_stale_total_misses_nothing(int seed) => ScheduleRunner.Run(seed, 3000, (random, reporting) =>
    {
        var profile = new MutationProfile(random.NextDouble(), 0, random.Next(1, 12), random.Next(1, 40));
        var list = new MutatingList(random.Next(random.Next(2, 400)), profile, random);
        var service = new FakePagedService(list, random, reporting, hasStaleTotal: true);
        var deletion = ScheduleRunner.RandomDeletion(random);

        var read = ListReader.Read(list, service, random, ScheduleRunner.RandomPageSize(random), deletion: deletion);

        Assert.Distinct(read);
        Assert.Empty(list.Untouched.Except(read));
    });

    [Fact]
    public void Listing_an_unchanged_list_requests_no_window_twice() => ScheduleRunner.Run(5, 300, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(3000), MutationProfile.None, random);
        var service = new FakePagedService(list, random, reporting);
        var pageSize = ScheduleRunner.RandomPageSize(random);

        Assert.Equal(list.Entries, ListReader.Read(list, service, random, pageSize));

        // Without has_more, only a page that is not full is known to be the last.
        var extra = reporting.HasFlag(TotalsReporting.HasMore) ? 0 : 1;
        Assert.InRange(service.Requests.Count, 1, WindowCount(list.LargestCount, pageSize) + extra);
        if (pageSize == 100)
        {
            Assert.InRange(service.Requests.Count, 1, (list.LargestCount * 1.2 / 100) + 2);
        }
    });

    [Fact]
    public void First_limits_the_requested_windows() => ScheduleRunner.Run(6, 1000, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(1000), MutationProfile.None, random);
        var service = new FakePagedService(list, random, reporting);
        var skip = random.Next(2) * random.Next(600);
        var first = random.Next(1, random.Next(2, 500));

        var pageSize = ScheduleRunner.RandomPageSize(random);

        Assert.Equal(list.Entries.Skip(skip).Take(first), ListReader.Read(list, service, random, pageSize, skip, first));

        // A short page after skipped entries is requested again unless total and has_more confirm it.
        var isConfirmed = skip == 0 || reporting.HasFlag(TotalsReporting.Total | TotalsReporting.HasMore);
        Assert.All(
            service.Requests.Skip(isConfirmed ? 0 : 1).SkipLast(1),
            window => Assert.True(window.End < skip + first, $"{window} already held the last entry."));
    });

    [Fact]
    public void First_that_fits_one_page_sends_one_request() => ScheduleRunner.Run(7, 300, (random, reporting) =>
    {
        var list = new MutatingList(500, MutationProfile.None, random);
        var service = new FakePagedService(list, random, reporting);
        var page = random.Next(4);
        Assert.Equal(list.Entries.Skip(page * 100).Take(100), ListReader.Read(list, service, random, 100, page * 100, 100));
        Assert.Single(service.Requests);
    });

    [Fact]
    public void Skip_keeps_its_position_while_the_reader_deletes() => ScheduleRunner.Run(8, 1000, (random, reporting) =>
    {
        var list = new MutatingList(random.Next(600), MutationProfile.None, random);
        var initial = list.Entries.ToList();
        var service = new FakePagedService(list, random, reporting);
        var skip = random.Next(300);
        var deletion = new DeletionPattern(random.Next(1, 3), random.Next(2) * random.Next(100));
        var pageSize = ScheduleRunner.RandomPageSize(random);
        Assert.Equal(initial.Skip(skip), ListReader.Read(list, service, random, pageSize, skip, deletion: deletion));
        Assert.InRange(service.Requests.Count, 1, (3 * WindowCount(initial.Count, 1)) + 8);
    });

    [Fact]
    public void Skip_keeps_its_position_while_others_delete()
    {
        var restarted = 0;
        ScheduleRunner.Run(9, 1000, (random, reporting) =>
        {
            var list = new MutatingList(random.Next(600), new MutationProfile(1, 0, 8, 30), random);
            var service = new FakePagedService(list, random, reporting);
            var skip = random.Next(300);
            var read = ListReader.Read(list, service, random, random.Next(1, 30), skip);
            Assert.Distinct(read);

            // If all entries read are deleted, the listing counts again from the start of the list.
            if (read.Count > 0 && !read.Exists(list.Entries.Contains))
            {
                restarted++;
                return;
            }

            // A first page that is not confirmed by total and has_more is requested again, after two measurements.
            var snapshots = service.Snapshots.Take(reporting.HasFlag(TotalsReporting.Total | TotalsReporting.HasMore) ? 1 : 4);
            Assert.Contains(snapshots, entries =>
                !list.Untouched.Intersect(entries.Skip(skip)).Except(read).Any() && !read.Intersect(entries.Take(skip)).Any());
        });
        Assert.InRange(restarted, 0, 50);
    }

    /// <summary>The number of windows that an unchanged list needs.</summary>
    private static int WindowCount(long count, int pageSize)
    {
        var windows = 1;
        for (var window = new PageWindow(0, pageSize); window.End < count; window = PageWindow.Covering(window.End - 1, pageSize, 100))
        {
            windows++;
        }

        return windows;
    }
}
