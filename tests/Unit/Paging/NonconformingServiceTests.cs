using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Services that contradict their documentation: a listing still ends, either complete or with an error.</summary>
public sealed class NonconformingServiceTests
{
    private const int Count = 3000;

    private static readonly List<Entry> All = [.. Enumerable.Range(0, Count).Select(number => new Entry(number, $"vn_{number}"))];

    private readonly Random random = new(1);
    private int requests;

    [Theory]
    [InlineData(TotalsReporting.All)]
    [InlineData(TotalsReporting.Total | TotalsReporting.Limit)]
    [InlineData(TotalsReporting.HasMore | TotalsReporting.Limit)]
    [InlineData(TotalsReporting.Total | TotalsReporting.HasMore)]
    [InlineData(TotalsReporting.HasMore)]
    public async Task A_smaller_fixed_page_size_only_costs_requests(TotalsReporting reporting) =>
        Assert.Equal(All, await ReadAsync(window => PageOf(window with { Size = 10 }, reporting)));

    [Theory]
    [InlineData(10, TotalsReporting.All)]
    [InlineData(10, TotalsReporting.HasMore)]
    [InlineData(1, TotalsReporting.All)]
    [InlineData(37, TotalsReporting.Limit | TotalsReporting.HasMore)]
    [InlineData(37, TotalsReporting.Total)]
    public async Task A_capped_page_size_lists_everything(int maximumPageSize, TotalsReporting reporting) =>
        Assert.Equal(All, await ReadAsync(window => PageOf(Capped(window, maximumPageSize), reporting)));

    [Theory]
    [InlineData(0, 100, null, TotalsReporting.HasMore)]
    [InlineData(120, 100, null, TotalsReporting.HasMore)]
    [InlineData(120, 100, 100, TotalsReporting.All)]
    [InlineData(120, 100, 120, TotalsReporting.All)]
    [InlineData(120, 7, int.MaxValue, TotalsReporting.HasMore)]
    [InlineData(2860, 100, 100, TotalsReporting.Total)]
    [InlineData(2970, 100, null, TotalsReporting.HasMore)]
    [InlineData(3020, 100, null, TotalsReporting.HasMore)]
    [InlineData(5970, 100, 100, TotalsReporting.Total)]
    public async Task A_cap_that_is_not_reported_is_detected(int skip, int pageSize, int? reportedLimit, TotalsReporting reporting) =>
        Assert.Equal(All.Skip(skip), await ReadAsync(
            window => With(PageOf(Capped(window, 50), reporting & ~TotalsReporting.Limit), limit: reportedLimit), pageSize, skip));

    [Theory]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task A_capped_page_that_seems_to_reach_the_total_does_not_end_the_listing(int reportedLimit)
    {
        // Page 1 of size 100 would end at the total of 150, but the service returns page 1 of size 50.
        var read = await ReadAsync(window => With(Slice(Capped(window, 50), 150), total: 150, limit: reportedLimit), skip: 120);
        Assert.Equal(All.Take(150).Skip(120), read);
    }

    [Fact]
    public async Task A_listing_without_an_end_throws() =>
        await ThrowsAfterAsync(Count, window => With(PageOf(window, TotalsReporting.All), hasMore: true));

    [Fact]
    public async Task A_limit_that_is_the_number_of_entries_is_not_a_cap() =>
        Assert.Equal(All.Take(130).Skip(120), await ReadAsync(
            window => With(Slice(window, 130), total: 130, limit: Slice(window, 130).Items.Count, hasMore: window.End < 130), skip: 120));

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task Pages_with_omitted_entries_do_not_end_the_listing(int? reportedLimit)
    {
        // Some entries are counted in their page, but not returned.
        var read = await ReadAsync(window =>
        {
            var page = With(PageOf(window, TotalsReporting.Total | TotalsReporting.HasMore), limit: reportedLimit);
            page.Items.RemoveAll(static entry => entry.Number % 40 == 7);
            return page;
        });
        Assert.Equal(All.Where(static entry => entry.Number % 40 != 7), read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    public async Task A_service_without_paging_lists_each_entry_once(int skip) =>
        Assert.Equal(All.Skip(skip), await ReadAsync(_ => PageOf(new(0, Count), TotalsReporting.Nothing), skip: skip));

    [Theory]
    [InlineData(15, 0, 100)]
    [InlineData(15, 12, 100)]
    [InlineData(95, 25, 4)]
    public async Task An_ignored_page_size_is_detected(int count, int skip, int pageSize) =>
        Assert.Equal(All.Take(count).Skip(skip), await ReadAsync(
            window => FixedPage(window, 10, count), pageSize, skip));

    [Theory]
    [InlineData(50, 300, 60, 5, 100)]
    [InlineData(100, 300, 150, 10, 100)]
    [InlineData(100, 300, 250, 3, 50)]
    [InlineData(20, 300, 100, 10, 100)]
    public async Task An_ignored_page_size_is_detected_with_First(int size, int count, int skip, int first, int pageSize)
    {
        foreach (var reportsHasMore in new[] { true, false })
        {
            requests = 0;
            var read = await ReadAsync(window => FixedPage(window, size, count, reportsHasMore), pageSize, skip, first: first);
            Assert.Equal(All.Take(count).Skip(skip).Take(first), read);
            Assert.InRange(requests, 1, 12);
        }
    }

    [Fact]
    public async Task An_ignored_page_size_with_Skip_lists_the_rest_or_throws()
    {
        var failures = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (size, count, pageSize) = (random.Next(1, 130), random.Next(500), random.Next(2, 101));
            var skip = random.Next(count + 20);
            var read = new List<Entry>();
            try
            {
                await ReadAsync(window => FixedPage(window, size, count), pageSize, skip, read);
                Assert.Equal(All.Take(count).Skip(skip), read);
            }
            catch (VocaFuseResponseException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 0, 40);
    }

    [Fact]
    public async Task Bare_arrays_end_with_a_page_that_is_not_full() =>
        Assert.Equal(All, await ReadAsync(window => PageOf(window, TotalsReporting.Nothing)));

    [Fact]
    public async Task A_list_that_ends_before_its_total_throws() =>
        await ThrowsAfterAsync(Count, window => With(PageOf(window, TotalsReporting.Limit), total: Count + 1000, hasMore: true));

    [Fact]
    public async Task A_total_that_is_too_low_misses_nothing() =>
        Assert.Equal(All, await ReadAsync(window => With(PageOf(window, TotalsReporting.All), total: 7)));

    [Fact]
    public async Task A_random_total_misses_nothing() =>
        Assert.Equal(All, await ReadAsync(window => With(PageOf(window, TotalsReporting.All), total: random.Next(2 * Count))));

    [Fact]
    public async Task A_list_shorter_than_reported_throws() =>
        await ThrowsAfterAsync(200, window => With(Slice(window, 200), hasMore: true, total: 1000));

    [Fact]
    public async Task A_repeated_page_throws() =>
        await ThrowsAfterAsync(300, window => With(Slice(new(Math.Min(window.Page, 2), 100), 300), limit: 100, hasMore: true));

    [Fact]
    public async Task An_ignored_page_number_throws() =>
        await ThrowsAfterAsync(100, window => With(Slice(new(0, 100), Count), limit: 100, total: Count, hasMore: true));

    [Fact]
    public async Task An_empty_page_in_the_middle_is_requested_again()
    {
        var read = await ReadAsync(window => requests % 3 == 0
            ? With(new Page<Entry> { Items = [] }, total: Count, limit: window.Size, hasMore: true)
            : PageOf(window, TotalsReporting.All));
        Assert.Equal(All, read);
    }

    [Fact]
    public async Task An_empty_first_page_that_reports_more_throws() =>
        await ThrowsAfterAsync(0, window => With(new Page<Entry> { Items = [] }, total: 10, limit: window.Size, hasMore: true));

    [Fact]
    public async Task Random_contradictions_terminate()
    {
        for (var i = 0; i < 1500; i++)
        {
            var defects = random.Next(1, 128);
            var count = random.Next(400);
            requests = 0;
            var read = new List<Entry>();
            try
            {
                var skip = random.Next(2) * random.Next(100);
                await ReadAsync(window => DefectivePage(window, count, defects), random.Next(1, 101), skip, read);
            }
            catch (VocaFuseResponseException)
            {
            }

            Assert.Distinct(read);
            Assert.InRange(requests, 1, 60 * (count + 10));
        }
    }

    private static PageWindow Capped(PageWindow window, int maximum) => window with { Size = Math.Min(maximum, window.Size) };

    private static Page<Entry> Slice(PageWindow window, int count) =>
        new() { Items = [.. All.Take(count).Skip((int)window.Start).Take(window.Size)] };

    private static Page<Entry> FixedPage(PageWindow window, int size, int count, bool reportsHasMore = true) => With(
        Slice(window with { Size = size }, count),
        total: count,
        hasMore: reportsHasMore ? (window.Page + 1) * size < count : null);

    private static Page<Entry> PageOf(PageWindow window, TotalsReporting reporting) => With(
        Slice(window, Count),
        reporting.HasFlag(TotalsReporting.Total) ? Count : null,
        reporting.HasFlag(TotalsReporting.Limit) ? window.Size : null,
        reporting.HasFlag(TotalsReporting.HasMore) ? window.End < Count : null);

    private static Page<Entry> With(Page<Entry> page, long? total = null, int? limit = null, bool? hasMore = null)
    {
        page.Metadata.Total = total ?? page.Metadata.Total;
        page.Metadata.Limit = limit ?? page.Metadata.Limit;
        page.Metadata.HasMore = hasMore ?? page.Metadata.HasMore;
        return page;
    }

    /// <summary>Creates a page with random defects; each bit of the mask is one kind of defect.</summary>
    private Page<Entry> DefectivePage(PageWindow window, int count, int defects)
    {
        bool Has(int defect) => (defects & defect) != 0 && random.Next(3) > 0;
        var shown = Has(1) ? window with { Page = random.Next(window.Page + 2) } : window;
        shown = Has(2) ? shown with { Size = random.Next(1, 120) } : shown;
        var page = Has(4) ? new Page<Entry> { Items = [] } : Slice(shown, count);
        page = Has(8) ? new Page<Entry> { Items = [.. page.Items.OrderBy(_ => random.Next())] } : page;
        return With(
            page,
            Has(16) ? random.Next(3 * count + 1) : count,
            Has(32) ? random.Next(1, 150) : window.Size,
            Has(64) ? random.Next(2) == 0 : window.End < count);
    }

    private async Task ThrowsAfterAsync(int count, Func<PageWindow, Page<Entry>> respond)
    {
        var read = new List<Entry>();
        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => ReadAsync(respond, read: read));
        Assert.Equal(VocaFuseResource.VoiceNote, failure.Resource);
        Assert.StartsWith("The service repeatedly returned entries that were already listed, but reports more (total: ", failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(All.Take(count), read);
        Assert.InRange(requests, 1, 150);
    }

    private async Task<List<Entry>> ReadAsync(
        Func<PageWindow, Page<Entry>> respond, int pageSize = 100, long skip = 0, List<Entry>? read = null, long? first = null)
    {
        read ??= [];
        var pages = new PageEnumerator<Entry>(
            (window, _) =>
            {
                requests++;
                Assert.InRange(window.Size, 1, 100);
                return Task.FromResult(respond(window));
            },
            static entry => entry.Id,
            VocaFuseResource.VoiceNote);
        await foreach (var entry in pages.RunAsync(pageSize, skip, first, TestContext.Current.CancellationToken))
        {
            read.Add(entry);
        }

        return read;
    }
}
