using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

public sealed class PageWindowTests
{
    [Fact]
    public void Covering_returns_a_window_with_the_position_and_what_follows()
    {
        for (var size = 1; size <= 100; size++)
        {
            for (long position = 0; position < 3000; position++)
            {
                var window = PageWindow.Covering(position, size, 100);
                Assert.InRange(window.Start, 0, position);
                Assert.True(window.End > position + 1, $"{window} shows nothing after {position}.");
                Assert.InRange(window.Size, 1, 100);
            }
        }
    }

    [Fact]
    public void Covering_returns_the_window_that_reaches_furthest()
    {
        for (long position = 0; position < 20_000; position += 7)
        {
            var furthest = Enumerable.Range(50, 51).Max(size => PageWindow.At(position, size).End);
            Assert.Equal(furthest, PageWindow.Covering(position, 100, 100).End);
        }
    }

    [Fact]
    public void Covering_before_the_first_entry_returns_the_first_page() =>
        Assert.Equal(new PageWindow(0, 30), PageWindow.Covering(-1, 30, 100));

    [Theory]
    [InlineData(0, 3, 3, 0)]
    [InlineData(10, 3, 5, 2)]
    [InlineData(100, 100, 100, 1)]
    [InlineData(22, 10, 11, 2)]
    [InlineData(31, 10, 14, 2)]
    public void Holding_returns_the_smallest_window(long position, long count, int size, int page) =>
        Assert.Equal(new PageWindow(page, size), PageWindow.Holding(position, count, 100));

    [Theory]
    [InlineData(50, 100)]
    [InlineData(0, 101)]
    [InlineData(0, long.MaxValue)]
    public void Holding_returns_null_if_no_window_fits(long position, long count) => Assert.Null(PageWindow.Holding(position, count, 100));
}
