using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Services that do not keep to what they document: a listing ends all the same, complete or with an error.</summary>
public sealed class OddServiceTests
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
    public async Task A_limit_that_is_ignored_costs_nothing_but_requests(TotalsReporting told) =>
        Assert.Equal(All, await ReadAsync(window => PageOf(window with { Size = 10 }, told)));

    [Theory]
    [InlineData(10, TotalsReporting.All)]
    [InlineData(10, TotalsReporting.HasMore)]
    [InlineData(1, TotalsReporting.All)]
    [InlineData(37, TotalsReporting.Limit | TotalsReporting.HasMore)]
    [InlineData(37, TotalsReporting.Total)]
    public async Task A_limit_that_is_cut_is_kept_to(int most, TotalsReporting told) =>
        Assert.Equal(All, await ReadAsync(window => PageOf(window with { Size = Math.Min(most, window.Size) }, told)));

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
    public async Task A_limit_that_is_cut_without_a_word_is_found_out(int skip, int pageSize, int? claimed, TotalsReporting told) =>
        Assert.Equal(All.Skip(skip), await ReadAsync(
            window => With(PageOf(window with { Size = Math.Min(50, window.Size) }, told & ~TotalsReporting.Limit), limit: claimed), pageSize, skip));

    [Theory]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task A_page_that_only_looks_like_the_last_ends_nothing(int claimed)
    {
        // Page 1 of 100 would end with the total. It is page 1 of 50, and there is more.
        var read = await ReadAsync(window => With(Slice(window with { Size = Math.Min(50, window.Size) }, 150), total: 150, limit: claimed), skip: 120);
        Assert.Equal(All.Take(150).Skip(120), read);
    }

    [Fact]
    public async Task More_behind_the_last_entry_is_an_error_whatever_the_total() =>
        await FailsAfterAsync(Count, window => With(PageOf(window, TotalsReporting.All), hasMore: true));

    [Fact]
    public async Task A_page_size_that_tells_how_many_came_is_no_page_size() =>
        Assert.Equal(All.Take(130).Skip(120), await ReadAsync(
            window => With(Slice(window, 130), total: 130, limit: Slice(window, 130).Items!.Count, hasMore: window.End < 130), skip: 120));

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task Pages_with_gaps_are_pages_all_the_same(int? claimed)
    {
        // Some entries are left out of the pages that they are counted in.
        var read = await ReadAsync(window =>
        {
            var page = With(PageOf(window, TotalsReporting.Total | TotalsReporting.HasMore), limit: claimed);
            page.Items!.RemoveAll(static entry => entry.Number % 40 == 7);
            return page;
        });
        Assert.Equal(All.Where(static entry => entry.Number % 40 != 7), read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    public async Task A_service_without_paging_gives_its_list_once(int skip) =>
        Assert.Equal(All.Skip(skip), await ReadAsync(_ => PageOf(new(0, Count), TotalsReporting.Nothing), skip: skip));

    [Theory]
    [InlineData(15, 0, 100)]
    [InlineData(15, 12, 100)]
    [InlineData(95, 25, 4)]
    public async Task A_limit_that_is_ignored_without_a_word_is_found_out(int count, int skip, int pageSize) =>
        Assert.Equal(All.Take(count).Skip(skip), await ReadAsync(
            window => With(Slice(window with { Size = 10 }, count), total: count, hasMore: (window.Page + 1) * 10 < count), pageSize, skip));

    [Theory]
    [InlineData(50, 300, 60, 5, 100)]
    [InlineData(100, 300, 150, 10, 100)]
    [InlineData(100, 300, 250, 3, 50)]
    [InlineData(20, 300, 100, 10, 100)]
    public async Task A_limit_that_is_ignored_without_a_word_is_found_out_with_First_too(int size, int count, int skip, int first, int pageSize)
    {
        foreach (var told in new bool?[] { true, null })
        {
            requests = 0;
            var read = await ReadAsync(
                window => With(Slice(window with { Size = size }, count), total: count, hasMore: told is null ? null : (window.Page + 1) * size < count), pageSize, skip, first: first);
            Assert.Equal(All.Take(count).Skip(skip).Take(first), read);
            Assert.InRange(requests, 1, 12);
        }
    }

    /// <summary>The rest, or an error: nothing is left out in silence.</summary>
    [Fact]
    public async Task A_limit_that_is_ignored_without_a_word_hides_nothing_behind_what_is_passed_over()
    {
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (size, count, pageSize) = (random.Next(1, 130), random.Next(500), random.Next(2, 101));
            var skip = random.Next(count + 20);
            var read = new List<Entry>();
            try
            {
                await ReadAsync(window => With(Slice(window with { Size = size }, count), total: count, hasMore: (window.Page + 1) * size < count), pageSize, skip, read);
                Assert.Equal(All.Take(count).Skip(skip), read);
            }
            catch (VocaFuseResponseException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 0, 40);
    }

    [Fact]
    public async Task Bare_arrays_are_read_to_the_page_that_is_not_full() =>
        Assert.Equal(All, await ReadAsync(window => PageOf(window, TotalsReporting.Nothing)));

    [Fact]
    public async Task A_list_that_ends_before_its_total_is_an_error() =>
        await FailsAfterAsync(Count, window => With(PageOf(window, TotalsReporting.Limit), total: Count + 1000, hasMore: true));

    [Fact]
    public async Task A_total_that_is_too_low_hides_nothing() =>
        Assert.Equal(All, await ReadAsync(window => With(PageOf(window, TotalsReporting.All), total: 7)));

    [Fact]
    public async Task A_total_that_jumps_about_hides_nothing() =>
        Assert.Equal(All, await ReadAsync(window => With(PageOf(window, TotalsReporting.All), total: random.Next(2 * Count))));

    [Fact]
    public async Task More_that_never_comes_is_an_error() =>
        await FailsAfterAsync(200, window => With(Slice(window, 200), hasMore: true, total: 1000));

    [Fact]
    public async Task A_page_that_repeats_for_ever_is_an_error() =>
        await FailsAfterAsync(300, window => With(Slice(new(Math.Min(window.Page, 2), 100), 300), limit: 100, hasMore: true));

    [Fact]
    public async Task A_page_number_that_is_ignored_is_an_error() =>
        await FailsAfterAsync(100, window => With(Slice(new(0, 100), Count), limit: 100, total: Count, hasMore: true));

    [Fact]
    public async Task An_empty_page_in_the_middle_is_asked_for_again()
    {
        var read = await ReadAsync(window => requests % 3 == 0 ? With(new Page<Entry> { Items = [] }, total: Count, limit: window.Size, hasMore: true) : PageOf(window, TotalsReporting.All));
        Assert.Equal(All, read);
    }

    [Fact]
    public async Task An_empty_first_page_that_promises_more_is_an_error() =>
        await FailsAfterAsync(0, window => With(new Page<Entry> { Items = [] }, total: 10, limit: window.Size, hasMore: true));

    [Fact]
    public async Task Whatever_a_service_makes_up_there_is_an_end()
    {
        for (var i = 0; i < 1500; i++)
        {
            var lies = random.Next(1, 128);
            var count = random.Next(400);
            requests = 0;
            var read = new List<Entry>();
            try
            {
                await ReadAsync(window => Lie(window, count, lies), random.Next(1, 101), random.Next(2) * random.Next(100), read);
            }
            catch (VocaFuseResponseException)
            {
            }

            Assert.Distinct(read);
            Assert.InRange(requests, 1, 60 * (count + 10));
        }
    }

    private static Page<Entry> Slice(PageWindow window, int count) => new() { Items = [.. All.Take(count).Skip((int)window.Start).Take(window.Size)] };

    private static Page<Entry> PageOf(PageWindow window, TotalsReporting told) => With(
        Slice(window, Count),
        told.HasFlag(TotalsReporting.Total) ? Count : null,
        told.HasFlag(TotalsReporting.Limit) ? window.Size : null,
        told.HasFlag(TotalsReporting.HasMore) ? window.End < Count : null);

    private static Page<Entry> With(Page<Entry> page, long? total = null, int? limit = null, bool? hasMore = null)
    {
        page.Metadata.Total = total ?? page.Metadata.Total;
        page.Metadata.Limit = limit ?? page.Metadata.Limit;
        page.Metadata.HasMore = hasMore ?? page.Metadata.HasMore;
        return page;
    }

    /// <summary>Each bit of the second number is one habit of a service that nobody should have to talk to.</summary>
    private Page<Entry> Lie(PageWindow window, int count, int lies)
    {
        bool Lies(int habit) => (lies & habit) != 0 && random.Next(3) > 0;
        var shown = Lies(1) ? window with { Page = random.Next(window.Page + 2) } : window;
        shown = Lies(2) ? shown with { Size = random.Next(1, 120) } : shown;
        var page = Lies(4) ? new Page<Entry> { Items = [] } : Slice(shown, count);
        page.Items = Lies(8) ? [.. page.Items!.OrderBy(_ => random.Next())] : page.Items;
        return With(
            page,
            Lies(16) ? random.Next(3 * count + 1) : count,
            Lies(32) ? random.Next(1, 150) : window.Size,
            Lies(64) ? random.Next(2) == 0 : window.End < count);
    }

    private async Task FailsAfterAsync(int count, Func<PageWindow, Page<Entry>> answer)
    {
        var read = new List<Entry>();
        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => ReadAsync(answer, read: read));
        Assert.Equal(VocaFuseResource.VoiceNote, failure.Resource);
        Assert.Equal(All.Take(count), read);
        Assert.InRange(requests, 1, 150);
    }

    private async Task<List<Entry>> ReadAsync(Func<PageWindow, Page<Entry>> answer, int pageSize = 100, long skip = 0, List<Entry>? read = null, long? first = null)
    {
        read ??= [];
        var loop = new PageEnumerator<Entry>(
            (window, _) =>
            {
                requests++;
                Assert.InRange(window.Size, 1, 100);
                return Task.FromResult(answer(window));
            },
            static entry => entry.Id,
            VocaFuseResource.VoiceNote);
        await foreach (var entry in loop.RunAsync(pageSize, skip, first, TestContext.Current.CancellationToken))
        {
            read.Add(entry);
        }

        return read;
    }
}
