using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

public sealed class PageWindowTests
{
    [Fact]
    public void A_covering_window_shows_the_offset_and_what_follows()
    {
        for (var size = 1; size <= 100; size++)
        {
            for (long offset = 0; offset < 3000; offset++)
            {
                var window = PageWindow.Covering(offset, size, 100);
                Assert.InRange(window.Start, 0, offset);
                Assert.True(window.End > offset + 1, $"{window} shows nothing behind {offset}.");
                Assert.InRange(window.Size, 1, 100);
            }
        }
    }

    [Fact]
    public void A_covering_window_reaches_furthest_of_those_it_may_choose()
    {
        for (long offset = 0; offset < 20_000; offset += 7)
        {
            var furthest = Enumerable.Range(50, 51).Max(size => PageWindow.At(offset, size).End);
            Assert.Equal(furthest, PageWindow.Covering(offset, 100, 100).End);
        }
    }

    [Fact]
    public void Before_the_first_entry_there_is_the_first_page() => Assert.Equal(new PageWindow(0, 30), PageWindow.Covering(-1, 30, 100));

    [Theory]
    [InlineData(0, 3, 3, 0)]
    [InlineData(10, 3, 5, 2)]
    [InlineData(100, 100, 100, 1)]
    [InlineData(22, 10, 11, 2)]
    [InlineData(31, 10, 14, 2)]
    public void The_smallest_window_that_holds_a_stretch(long offset, long count, int size, int page) =>
        Assert.Equal(new PageWindow(page, size), PageWindow.Holding(offset, count, 100));

    [Theory]
    [InlineData(50, 100)]
    [InlineData(0, 101)]
    [InlineData(0, long.MaxValue)]
    public void Some_stretches_fit_no_window(long offset, long count) => Assert.Null(PageWindow.Holding(offset, count, 100));
}
